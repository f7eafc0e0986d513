using System.Text.RegularExpressions;

namespace PostPress.Client.Tests.Export;

/// <summary>2,500 people yesterday and 3 today are the provider's fault: the good file stays.</summary>
public sealed class FewRowsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.JsonLines)]
    public async Task Far_fewer_rows_leave_the_file_and_Force_puts_the_finished_one_in_place_without_a_call(ExportFormat format)
    {
        var request = await YesterdayAsync(format);
        var yesterday = await File.ReadAllBytesAsync(request.Path);
        using var server = SandboxServer.Start(new SandboxOptions { RelationCount = 3 });
        var refused = await ExportRun.ExportAsync(server.BaseUri, request);

        Assert.Equal(("too_few_rows", 3L), (refused.Export.Status, refused.Export.Rows));
        Assert.Equal((ExportFileError.TooFewRows, "too_few_rows"), (refused.Refusal!.Error, refused.Refusal.Id));
        Assert.Contains("account 'acc_sandbox_main' has 3 relations, and the file in place has 500", refused.Refusal.Message, StringComparison.Ordinal);
        Assert.Equal(yesterday, await File.ReadAllBytesAsync(request.Path));

        var forced = await ExportRun.ExportAsync(server.BaseUri, request with { Force = true });
        Assert.Equal(("Complete", 3L, 0L), (forced.Export.Status, forced.Export.Rows, forced.Export.Calls));
        Assert.NotEqual(yesterday, await File.ReadAllBytesAsync(request.Path));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData(50, 250, null, "Complete")]
    [InlineData(50, 249, null, "too_few_rows")]
    [InlineData(0, 3, null, "Complete")]
    [InlineData(100, 499, null, "too_few_rows")]
    [InlineData(50, 500, "Ada", "Complete")]
    public async Task The_share_and_the_filter_decide(int percent, int people, string? filter, string status)
    {
        var request = await YesterdayAsync(ExportFormat.Csv);
        using var server = SandboxServer.Start(new SandboxOptions { RelationCount = people });

        var outcome = await ExportRun.ExportAsync(server.BaseUri, request with { MinimumRowPercent = percent, Filter = filter });
        Assert.Equal(status, outcome.Export.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n")]
    [InlineData(Exported.Header)]
    [InlineData("{\"account_id\":\"acc_other\",\"created_at\":9223372036854775807}\n")]
    [InlineData("{\"account_id\":7}\n")]
    public async Task A_file_without_rows_is_no_measure(string text)
    {
        foreach (var format in new[] { ExportFormat.Csv, ExportFormat.JsonLines })
        {
            var request = ExportRun.Csv(_folder.File("r." + format)) with { Format = format };
            await File.WriteAllTextAsync(request.Path, text);
            using var server = SandboxServer.Start(new SandboxOptions { RelationCount = 3 });

            Assert.Equal("Complete", (await ExportRun.ExportAsync(server.BaseUri, request)).Export.Status);
        }
    }

    [Theory]
    [InlineData(ExportFormat.Csv, ';')]
    [InlineData(ExportFormat.JsonLines, ',')]
    public async Task A_file_of_another_format_or_delimiter_is_a_measure_too(ExportFormat format, char delimiter)
    {
        var request = await YesterdayAsync(ExportFormat.Csv);
        using var server = SandboxServer.Start(new SandboxOptions { RelationCount = 3 });

        var outcome = await ExportRun.ExportAsync(server.BaseUri, request with { Format = format, Delimiter = delimiter });
        Assert.Equal("too_few_rows", outcome.Export.Status);
    }

    [Fact]
    public async Task Rows_with_values_that_can_not_be_read_are_counted_all_the_same()
    {
        var request = await YesterdayAsync(ExportFormat.Csv);
        // As a spreadsheet of another culture writes it.
        await File.WriteAllTextAsync(request.Path, Regex.Replace(await File.ReadAllTextAsync(request.Path), "20[0-9]{2}-([0-9]{2})-([0-9]{2})T[^,]*Z", "$2/$1/2024 noon"));
        using var server = SandboxServer.Start(new SandboxOptions { RelationCount = 3 });
        Assert.Equal("too_few_rows", (await ExportRun.ExportAsync(server.BaseUri, request)).Export.Status);
    }

    private async Task<ExportRequest> YesterdayAsync(ExportFormat format)
    {
        var request = ExportRun.Csv(_folder.File("r.x")) with { Format = format };
        using var server = SandboxServer.Start(new SandboxOptions { RelationCount = 500 });
        await ExportRun.ExportAsync(server.BaseUri, request);
        return request;
    }
}
