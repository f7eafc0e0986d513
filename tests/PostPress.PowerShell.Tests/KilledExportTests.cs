namespace PostPress.PowerShell.Tests;

public sealed class KilledExportTests
{
    public static TheoryData<int> Calls => [.. new[] { 5, 2, 9 }.Take(Scale.Of(1, 3))];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task The_killed_shell_of_a_user_resumes_to_the_same_bytes(int atCall)
    {
        var folder = Directory.CreateTempSubdirectory("postpress-").FullName;
        using var runspace = new ModuleRunspace();
        runspace.Set("folder", folder);
        runspace.ConnectSandbox("-RelationCount 2500 -Fault 'Latency,Seconds=0.05'");
        runspace.Get("Export-PostPressRelation acc_sandbox_main $folder/undisturbed.csv -PageSize 250");
        var before = runspace.Calls().Count;
        var environment = new Dictionary<string, string>
        {
            ["POSTPRESS_API_KEY"] = ModuleRunspace.SandboxKey,
            ["POSTPRESS_BASE_URI"] = runspace.One<string>("$sandbox.BaseUri.AbsoluteUri"),
        };
        using var script = new ScriptFile(
            $"Import-Module '{Repository.Module}'; Connect-PostPress -PageDelaySec 0; Export-PostPressRelation acc_sandbox_main '{folder}/r.csv' -PageSize 250");

        using (var victim = PwshProcess.Start(script.Path, environment))
        {
            SpinWait.SpinUntil(() => runspace.Calls().Count >= before + atCall, TimeSpan.FromSeconds(60));
            victim.Kill();
        }

        Assert.False(File.Exists(Path.Combine(folder, "r.csv")));
        using var again = PwshProcess.Start(script.Path, environment);
        var outcome = await again.EndAsync();
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Output.Trim()));
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(folder, "undisturbed.csv")), await File.ReadAllBytesAsync(Path.Combine(folder, "r.csv")));
        Directory.Delete(folder, recursive: true);
    }
}
