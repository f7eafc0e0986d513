using System.Diagnostics;

namespace PostPress.Client.Tests.Export;

/// <summary>
/// Kills the exporting process at seeded moments while people leave and connect: during the reading, between a kill and the next run, during
/// the verification. Whatever comes of it, nobody is there twice, and nobody who never was in the list; and a complete file has everybody
/// who stayed.
/// </summary>
public sealed class ExportChurnKillTests
{
    private const int Relations = 2_500;

    public static TheoryData<int> Seeds => Scale.Seeds(6, 50);

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_killed_export_of_a_list_that_moves_has_everybody_who_stayed_once(int seed)
    {
        var random = new Random(seed);
        using var folder = new TemporaryFolder();
        using var server = new KillingServer(new SandboxOptions
        {
            RelationCount = Relations,
            Seed = seed,
            // Often enough that every seed is struck, and so seldom that the list comes to rest.
            Faults = [SandboxFault.Parse("Remove,Probability=0.15,Count=3,Times=3"), SandboxFault.Parse("Churn,Probability=0.15,Count=4,Times=3")],
        });
        var request = ExportRun.Csv(folder.File("relations.csv"));
        // Three pages are proved by two calls, more of them by a second reading.
        var everyPage = seed % 2 == 0;
        var pageSize = everyPage ? 500 : 1000;
        var status = "";
        for (var kills = random.Next(1, 4); status != "Complete"; kills--)
        {
            if (!folder.Names.Any())
            {
                // This run begins an export.
                server.Watch();
            }

            using var process = ExportProcess.Start(server.BaseUri, ExportRun.Account, request.Path, [$"{pageSize}", .. everyPage ? ["every-page"] : Array.Empty<string>()]);
            Aim(server, random, kills > 0 ? process : null);
            var said = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            status = said.Split(' ')[0];
            if (File.Exists(request.Path))
            {
                AssertRows(request, server, status == "Complete");
                // The next run begins another one.
                File.Delete(request.Path);
            }

            server.Move(SandboxFault.Parse(random.Next(2) == 0 ? "Remove,Count=2" : "Churn,Count=3"));
        }

        Assert.Empty(folder.Names);
    }

    private static void Aim(KillingServer server, Random random, Process? victim)
    {
        server.Restart();
        server.Moment = (KillMoment)random.Next(3);
        server.AtCall = random.Next(1, 8);
        server.After = TimeSpan.FromMilliseconds(random.NextDouble() * 15);
        server.Kill = victim is null ? null : victim.Kill;
    }

    private static void AssertRows(ExportRequest request, KillingServer server, bool isComplete)
    {
        using var file = File.OpenRead(request.Path);
        var rows = request.FileFormat.CreateFormatter().ReadRelations(file).Select(row => row.MemberId!).ToList();
        var (stayed, ever) = server.Watched();
        Assert.Equal(rows.Distinct(), rows);
        Assert.Empty(rows.Except(ever));
        Assert.Empty(isComplete ? stayed.Except(rows) : []);
    }
}
