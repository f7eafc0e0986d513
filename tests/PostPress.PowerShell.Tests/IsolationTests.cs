namespace PostPress.PowerShell.Tests;

/// <summary>The module beside other modules, other runspaces and itself.</summary>
public sealed class IsolationTests
{
    private const string Loaded = """
        [System.AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'Polly.Core' } |
            ForEach-Object { $_.Location + '|' + [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name }
        """;

    [Fact]
    public async Task A_foreign_older_polly_that_was_loaded_first_does_not_disturb_retries()
    {
        var foreign = Repository.Package("polly.core", "8.1.0", "lib", "net6.0", "Polly.Core.dll");
        var outcome = await PwshProcess.RunAsync(
            $$"""
            $null = [System.Reflection.Assembly]::LoadFrom('{{foreign}}').GetType('Polly.ResiliencePipelineBuilder').GetMethods()
            Import-Module '{{Repository.Module}}'
            Connect-PostPress -Sandbox -RelationCount 250 -RetryIntervalSec 0 -Fault 'Error,Status=503,Page=2,Times=2'
            $count = 0
            Get-PostPressRelation acc_sandbox_main -PageSize 100 | ForEach-Object { $count++ }
            "$count relations"
            {{Loaded}}
            """);
        var lines = outcome.Lines;

        Assert.Equal("250 relations", lines[0]);
        Assert.Equal(
            [foreign + "|Default", Path.Combine(Path.GetDirectoryName(Repository.Module)!, "core", "lib", "Polly.Core.dll") + "|PostPress"],
            lines[1..].OrderBy(line => line.EndsWith("|PostPress", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_foreign_system_text_json_that_was_loaded_first_does_not_disturb_reading()
    {
        var foreign = Repository.Package("system.text.json", "8.0.6", "lib", "net8.0", "System.Text.Json.dll");
        var outcome = await PwshProcess.RunAsync(
            $$"""
            $json = [System.Reflection.Assembly]::LoadFile('{{foreign}}')
            $json.GetType('System.Text.Json.JsonDocument').GetMethod('Parse', [type[]] @([string], $json.GetType('System.Text.Json.JsonDocumentOptions'))).Invoke($null, @('[1,2]', $null)).RootElement.GetArrayLength()
            Import-Module '{{Repository.Module}}'
            Connect-PostPress -Sandbox
            @(Get-PostPressRelation acc_sandbox_small).Count
            [System.AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'System.Text.Json' } |
                ForEach-Object { [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name + ' ' + ($_.Location -eq '{{foreign}}') }
            """);
        var lines = outcome.Lines;

        // The other module's in its own context, and the runtime's for us: the module brings none along.
        Assert.Equal(["2", "25"], lines[..2]);
        Assert.Equal(2, lines[2..].Length);
        Assert.Contains("Default False", lines[2..]);
        Assert.Contains(lines[2..], line => line.EndsWith(" True", StringComparison.Ordinal) && !line.StartsWith("Default", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Three_runspaces_read_at_once_each_its_own_sandbox()
    {
        ModuleRunspace[] runspaces = [new(), new(), new()];
        try
        {
            var counts = await Task.WhenAll(runspaces.Select((runspace, number) => Task.Run(() =>
            {
                runspace.ConnectSandbox($"-RelationCount {(number + 1) * 500} -Seed {number}");
                return runspace.Get("Get-PostPressRelation acc_sandbox_main -PageSize 100").Count;
            })));
            Assert.Equal([500, 1000, 1500], counts);
            // Two calls more verify each list.
            Assert.Equal([7, 12, 17], runspaces.Select(runspace => runspace.Calls().Count));
        }
        finally
        {
            Array.ForEach(runspaces, runspace => runspace.Dispose());
        }
    }
}
