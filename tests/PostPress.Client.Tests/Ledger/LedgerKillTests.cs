using PostPress.Client.Tests.Export;

namespace PostPress.Client.Tests.Ledger;

/// <summary>Kills a process (SIGKILL on Unix) at seeded moments while it writes its ledger all the time: the ledger is sound, and no call is lost from it.</summary>
public sealed class LedgerKillTests
{
    private const int Relations = 400;

    // The calls that a run has got before it is killed, at least.
    private const int FirstCalls = 20;

    public static TheoryData<int> Seeds => Scale.Seeds(4, 50);

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_killed_process_leaves_a_sound_ledger(int seed)
    {
        var random = new Random(seed);
        using var folder = new TemporaryFolder();
        using var server = SandboxServer.Start(new SandboxOptions { RelationCount = Relations });
        var calls = server.Describe();
        var after = TimeSpan.FromMilliseconds(random.NextDouble() * 30);
        using (var victim = LedgerProcess.Start(server.BaseUri, folder.Path, pageSize: 1))
        {
            SpinWait.SpinUntil(() => calls.GetCalls().Count >= FirstCalls || victim.HasExited);
            SpinWait.SpinUntil(() => false, after);
            victim.Kill();
            await victim.WaitForExitAsync();
        }

        // Counted before it is sent: the last may never have arrived.
        var seen = calls.GetCalls().Count;
        var usage = Assert.Single(CallLedger.Find(folder.Path)!.Read(TimeProvider.System, 0));
        Assert.InRange(seen, FirstCalls, Relations);
        Assert.InRange(usage.Calls, seen, seen + 1);

        using var next = new Reading(ExportRun.Connect(server.BaseUri), new ClientOptions { LedgerFolder = folder.Path });
        await next.RunAsync(Make.Query() with { First = 10 });
        Assert.DoesNotContain(next.Events, happened => happened is RunNotice { Id: nameof(RunNotice.LedgerSetAside) or nameof(RunNotice.LedgerUnavailable) });
        Assert.Equal(usage.Calls + 1, Assert.Single(CallLedger.Find(folder.Path)!.Read(TimeProvider.System, 0)).Calls);
    }

    [Fact]
    public async Task Processes_that_write_all_the_time_lose_no_call()
    {
        using var folder = new TemporaryFolder();
        using var server = SandboxServer.Start(new SandboxOptions { RelationCount = 100 });
        var processes = Enumerable.Range(0, 4).Select(_ => LedgerProcess.Start(server.BaseUri, folder.Path, pageSize: 1)).ToList();
        foreach (var process in processes)
        {
            Assert.Equal("100 relations, 100 calls", (await LedgerProcess.EndAsync(process)).Trim());
            process.Dispose();
        }

        Assert.Equal(400, Assert.Single(CallLedger.Find(folder.Path)!.Read(TimeProvider.System, 0)).Calls);
    }

    [Fact]
    public async Task A_full_disk_is_no_reason_to_fail()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such limit.");
        using var folder = new TemporaryFolder();
        using var server = SandboxServer.Start(new SandboxOptions { RelationCount = 100 });
        using var process = LedgerProcess.StartWithoutRoom(server.BaseUri, folder.Path, pageSize: 50);
        var lines = (await LedgerProcess.EndAsync(process)).Trim().Split('\n');

        Assert.Equal(2, lines.Length);
        Assert.StartsWith(nameof(RunNotice.LedgerUnavailable), lines[0], StringComparison.Ordinal);
        Assert.Equal("100 relations, 2 calls", lines[1]);
        Assert.DoesNotContain(Directory.GetFiles(folder.Path), path => new FileInfo(path).Length > 0);
    }
}
