using System.Diagnostics;

namespace PostPress.Client.Tests.Export;

/// <summary>
/// Kills the exporting process (SIGKILL on Unix) at seeded moments and resumes: the file must be, byte for byte, the one of an
/// undisturbed run, each time.
/// </summary>
public sealed class ExportKillTests
{
    private const int Relations = 2_500;
    private const int PageSize = 500;
    private const int Pages = Relations / PageSize;

    private static readonly SandboxFault[] Faults =
    [
        new() { Kind = SandboxFaultKind.Error, Status = 503, Probability = 0.07 },
        new() { Kind = SandboxFaultKind.Cut, Probability = 0.07 },
        new() { Kind = SandboxFaultKind.Drop, Probability = 0.07 },
    ];

    public static TheoryData<int> Seeds => Scale.Seeds(6, 25);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task A_killed_export_resumes_to_the_same_bytes(int seed) => KillAndResumeAsync(seed, faults: []);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task A_killed_export_resumes_to_the_same_bytes_under_faults(int seed) => KillAndResumeAsync(seed, Faults);

    private static async Task KillAndResumeAsync(int seed, SandboxFault[] faults)
    {
        var random = new Random(seed);
        using var folder = new TemporaryFolder();
        using var server = new KillingServer(new SandboxOptions { RelationCount = Relations, Faults = faults, Seed = seed });
        var extension = seed % 2 == 0 ? "csv" : "jsonl";
        var undisturbed = folder.File("undisturbed." + extension);
        var outcome = await ExportRun.ExportAsync(server.BaseUri, new ExportRequest
        {
            Path = undisturbed,
            AccountIds = [ExportRun.Account, "acc_sandbox_small"],
            PageSize = PageSize,
            Format = extension == "csv" ? ExportFormat.Csv : ExportFormat.JsonLines,
        });
        // Two to verify the list of several pages, none for that of one.
        Assert.True(faults.Length > 0 || outcome.Exports.Sum(export => export.Calls) == Pages + 2 + 1, $"{outcome.Exports[0]}");
        var path = folder.File("relations." + extension);

        using (var victim = Start(server.BaseUri, path))
        {
            server.Moment = (KillMoment)(seed % 3);
            server.AtCall = random.Next(1, Pages + 2);
            server.After = TimeSpan.FromMilliseconds(random.NextDouble() * 15);
            server.Restart();
            server.Kill = victim.Kill;
            await victim.WaitForExitAsync();
        }

        server.Kill = null;
        using var resumed = Start(server.BaseUri, path);
        var said = await resumed.StandardOutput.ReadToEndAsync();
        await resumed.WaitForExitAsync();

        Assert.StartsWith("Complete", said, StringComparison.Ordinal);
        var accounts = said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ').Skip(1).Select(int.Parse).ToList()).ToList();
        var (resumedFrom, calls) = (accounts[0][1], accounts.Sum(account => account[2]));
        // The pages that were not there yet, and the same three.
        Assert.True(faults.Length > 0 || calls <= Pages - (resumedFrom / PageSize) + 2 + 1, said);
        Assert.Equal(await File.ReadAllBytesAsync(undisturbed), await File.ReadAllBytesAsync(path));
        Assert.Equal([Path.GetFileName(path), Path.GetFileName(undisturbed)], folder.Names);
    }

    private static Process Start(Uri baseUri, string path) => ExportProcess.Start(baseUri, $"{ExportRun.Account},acc_sandbox_small", path, $"{PageSize}");
}
