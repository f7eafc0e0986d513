# Imports the module that POSTPRESS_MODULE names and runs a script. pwsh -File alone would run the script without the module.
param([string] $_script)

Import-Module $env:POSTPRESS_MODULE -ErrorAction Stop
& $_script @args
# $? is false too where the script could not be started: it does not parse, or a parameter is wrong.
exit $(if (-not $? -and -not $LASTEXITCODE) { 1 } else { $LASTEXITCODE })
