using System.Globalization;

namespace PostPress.PowerShell.Tests;

/// <summary>Four shells that read the same account at once: the server sees them as one.</summary>
public sealed class SharedPaceTests
{
    private const int Processes = 4;
    private static readonly int CallsOfEach = Scale.Of(15, 50);
    private const double PauseSec = 0.1;

    // A timer of Windows can end 16 ms early.
    private static readonly TimeSpan Early = TimeSpan.FromMilliseconds(16);

    [Fact]
    public async Task Four_processes_keep_the_pause_as_if_they_were_one()
    {
        var folder = Directory.CreateTempSubdirectory("postpress-").FullName;
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox();
        var environment = new Dictionary<string, string>
        {
            ["POSTPRESS_API_KEY"] = ModuleRunspace.SandboxKey,
            ["POSTPRESS_BASE_URI"] = runspace.One<string>("$sandbox.BaseUri.AbsoluteUri"),
            ["POSTPRESS_STATE"] = Path.Combine(folder, "state"),
        };
        // They begin together, when all are there: how long a shell takes to start must not space the calls.
        using var script = new ScriptFile(
            $$"""
            $ErrorActionPreference = 'Stop'
            Import-Module '{{Repository.Module}}'
            Connect-PostPress -UseLedger -PageDelaySec {{PauseSec.ToString(CultureInfo.InvariantCulture)}}
            'ready'
            while (-not (Test-Path '{{folder}}/begin')) { Start-Sleep -Milliseconds 20 }
            @(Get-PostPressRelation acc_sandbox_main -PageSize 1 -First {{CallsOfEach}} -WarningVariable warnings).Count
            "$warnings"
            """);

        var shells = Enumerable.Range(0, Processes).Select(_ => PwshProcess.Start(script.Path, environment)).ToList();
        try
        {
            foreach (var shell in shells)
            {
                await shell.ReadUntilAsync(line => line == "ready");
            }

            var begin = DateTimeOffset.UtcNow;
            await File.WriteAllTextAsync(Path.Combine(folder, "begin"), "");
            foreach (var shell in shells)
            {
                var outcome = await shell.EndAsync();
                Assert.Equal((0, CallsOfEach.ToString(CultureInfo.InvariantCulture), ""), (outcome.ExitCode, outcome.Output.Trim(), outcome.Errors.Trim()));
            }

            var calls = runspace.Get("$sandbox.GetCalls() | ForEach-Object Time").Select(time => (DateTimeOffset)time!.BaseObject).Order().ToList();
            Assert.Equal(Processes * CallsOfEach, calls.Count);
            // As many calls as there was room for, if no pause was shorter than half: 4 that know nothing of each other would be done in a quarter of the time.
            Assert.All(calls.Index(), call => Assert.InRange(call.Item - begin, TimeSpan.FromSeconds(call.Index * PauseSec / 2) - Early, TimeSpan.MaxValue));
        }
        finally
        {
            shells.ForEach(shell => shell.Dispose());
        }

        Directory.Delete(folder, recursive: true);
    }
}
