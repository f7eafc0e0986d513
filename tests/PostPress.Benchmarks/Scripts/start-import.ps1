# In a fresh process: how long the import of a module takes, and what it loads of our folder.
param([string] $Module)

$ErrorActionPreference = 'Stop'
$watch = [Diagnostics.Stopwatch]::StartNew()
Import-Module $Module
$import = $watch.Elapsed.TotalSeconds
$folder = [IO.Path]::GetDirectoryName($Module)
$loaded = foreach ($assembly in [AppDomain]::CurrentDomain.GetAssemblies()) {
    if (-not $assembly.IsDynamic -and $assembly.Location.StartsWith($folder)) { $assembly.GetName().Name }
}
[Console]::WriteLine("started import=$($import.ToString([Globalization.CultureInfo]::InvariantCulture)) loaded=$($loaded -join ',')")
