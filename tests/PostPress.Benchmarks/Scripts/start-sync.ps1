# In a fresh process: one sync of a file. The first one reads the whole list; on a quiet day it is one call.
param([string] $Module, [string] $Address, [string] $Account, [string] $Path)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$env:POSTPRESS_API_KEY = 'pp_test_benchmark'
$env:POSTPRESS_BASE_URI = $Address
Import-Module $Module
$sync = Sync-PostPressRelation -AccountId $Account -Path $Path -PageDelaySec 0 -PassThru
[Console]::WriteLine("started read=$($sync.Read) calls=$($sync.Calls) rows=$($sync.Rows)")
