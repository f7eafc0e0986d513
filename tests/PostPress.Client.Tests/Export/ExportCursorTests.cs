namespace PostPress.Client.Tests.Export;

/// <summary>A resumed export whose cursor the server no longer takes.</summary>
public sealed class ExportCursorTests : IDisposable
{
    private const int People = 9000;

    // More than the 5,000 around a border that a cursor would need: all of them must be known when the account restarts.
    private const int Written = 7000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(400, "invalid_parameters", ExportFormat.Csv)]
    [InlineData(400, "malformed_request", ExportFormat.Csv)]
    [InlineData(400, "of_tomorrow", ExportFormat.JsonLines)]
    [InlineData(404, "resource_not_found", ExportFormat.Csv)]
    [InlineData(422, "unprocessable", ExportFormat.JsonLines)]
    [InlineData(410, "gone", ExportFormat.JsonLines)]
    public async Task The_account_restarts_and_what_is_there_stays(int status, string type, ExportFormat format)
    {
        var request = ExportRun.Csv(_folder.File("r")) with { Format = format };
        using var expired = Restarted(await BreakOffAsync(request), new SandboxFault { Status = status, Type = type, Times = 1 });
        var outcome = await ExportRun.ExportAsync(expired.BaseUri, request);

        Assert.Equal(("Complete", (long)People, (long)Written), (outcome.Export.Status, outcome.Export.Rows, outcome.Export.ResumedFrom));
        Assert.Equal(Written, outcome.Export.DuplicatesDropped);
        AssertEveryoneOnce(request);
    }

    [Fact]
    public async Task A_restart_that_fails_too_still_knows_everyone_who_is_there()
    {
        var request = ExportRun.Csv(_folder.File("r.csv"));
        using var expired = Restarted(
            await BreakOffAsync(request),
            new SandboxFault { Status = 400, Type = "invalid_parameters", Times = 1 },
            new SandboxFault { Status = 403, Page = 3 });
        Assert.Equal("insufficient_permissions", (await ExportRun.ExportAsync(expired.BaseUri, request)).Export.Status);
        var outcome = await ExportRun.ExportAsync(expired.BaseUri, request);

        Assert.Equal(("Complete", (long)People, (long)Written), (outcome.Export.Status, outcome.Export.Rows, outcome.Export.ResumedFrom));
        // The rows are not in the order of the list any more, so the pass begins again, and is verified.
        Assert.Equal(People / 1000 + 2, outcome.Export.Calls);
        AssertEveryoneOnce(request);
    }

    [Theory]
    [InlineData(403, "insufficient_permissions", 1)]
    [InlineData(400, "limit_too_high", 7)] // 1000, 500 … 25: about the size, not the cursor.
    public async Task Another_failure_of_the_first_call_says_nothing_of_the_cursor(int status, string type, long calls)
    {
        var request = ExportRun.Csv(_folder.File("r.csv"));
        using var refusing = Restarted(await BreakOffAsync(request), new SandboxFault { Status = status, Type = type, Times = 7 });
        var outcome = await ExportRun.ExportAsync(refusing.BaseUri, request);

        Assert.Equal((type, calls), (outcome.Export.Status, outcome.Export.Calls));
    }

    [Fact]
    public async Task A_refused_cursor_of_a_later_page_is_a_failure_and_not_a_restart()
    {
        using var server = Sandbox(0, new SandboxFault { Status = 400, Type = "invalid_parameters", Page = 3, Times = 1 });
        var outcome = await ExportRun.ExportAsync(server.BaseUri, ExportRun.Csv(_folder.File("r.csv")));

        Assert.Equal(("invalid_parameters", 2000L, 3L), (outcome.Export.Status, outcome.Export.Rows, outcome.Export.Calls));
    }

    [Fact]
    public async Task A_refused_first_page_is_a_failure_and_is_not_retried()
    {
        using var server = Sandbox(0, new SandboxFault { Status = 400, Type = "invalid_parameters", Times = 1 });
        var outcome = await ExportRun.ExportAsync(server.BaseUri, ExportRun.Csv(_folder.File("r.csv")));

        Assert.Equal(("invalid_parameters", 0L, 1L), (outcome.Export.Status, outcome.Export.Rows, outcome.Export.Calls));
    }

    private static SandboxServer Sandbox(int port, params SandboxFault[] faults) =>
        SandboxServer.Start(new SandboxOptions { RelationCount = People, Port = port, Faults = faults });

    // The same address again, as if hours had passed.
    private static SandboxServer Restarted(Uri address, params SandboxFault[] faults) => Sandbox(address.Port, faults);

    private static async Task<Uri> BreakOffAsync(ExportRequest request)
    {
        using var server = Sandbox(0, new SandboxFault { Status = 403, Page = Written / 1000 + 1 });
        Assert.Equal(Written, (await ExportRun.ExportAsync(server.BaseUri, request)).Export.Rows);
        return server.BaseUri;
    }

    private static void AssertEveryoneOnce(ExportRequest request)
    {
        using var file = File.OpenRead(request.Path);
        RelationFormatter formatter = request.Format == ExportFormat.Csv ? new CsvFormatter(new FileFormat(ExportFormat.Csv, ',', request.ByteOrderMark, false)) : new JsonLinesFormatter();
        var members = formatter.ReadRelations(file).ToList();
        Assert.Equal(People, members.Count);
        Assert.Equal(People, members.Select(member => member.MemberId).Distinct().Count());
        Assert.All(members, member => Assert.Equal(ExportRun.Account, member.AccountId));
    }
}
