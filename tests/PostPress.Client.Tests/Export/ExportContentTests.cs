using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;

namespace PostPress.Client.Tests.Export;

public sealed class ExportContentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SandboxServer _server = SandboxServer.Start(new SandboxOptions { RelationCount = 3000 });

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task CsvHelpers_own_reader_reads_back_exactly_the_people()
    {
        var path = _folder.File("r.csv");
        await ExportRun.ExportAsync(_server.BaseUri, ExportRun.Csv(path));
        var rows = ReadCsv(path);
        var people = await ExportRun.ReadAsync(_server.BaseUri);
        Assert.Equal(people.Select(Fields), rows);
        // The nasty ones are among them.
        Assert.Contains(rows, row => row[3].Contains('\n', StringComparison.Ordinal));
        Assert.Contains(rows, row => row[3].StartsWith('='));
    }

    [Fact]
    public async Task Pythons_csv_reads_back_exactly_the_people()
    {
        var path = _folder.File("r.csv");
        await ExportRun.ExportAsync(_server.BaseUri, ExportRun.Csv(path));
        const string program = "import csv,json,sys; print(json.dumps(list(csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline='')))[1:]))";
        using var python = Start("python3", ["-c", program, path]);
        Assert.SkipWhen(python is null, "There is no python3 here.");
        var said = await python!.StandardOutput.ReadToEndAsync();
        Assert.Equal((await ExportRun.ReadAsync(_server.BaseUri)).Select(Fields), JsonSerializer.Deserialize<List<string[]>>(said)!);
    }

    [Fact]
    public async Task The_csv_has_a_header_the_byte_order_mark_and_CRLF()
    {
        var path = _folder.File("r.csv");
        await ExportRun.ExportAsync(_server.BaseUri, ExportRun.Csv(path, "acc_sandbox_empty"));
        Assert.Equal(
            "\uFEFFAccountId,FirstName,LastName,Headline,PublicIdentifier,PublicProfileUrl,CreatedAt,MemberId,MemberUrn,ConnectionUrn,ProfilePictureUrl\r\n",
            Encoding.UTF8.GetString(await File.ReadAllBytesAsync(path)));
    }

    [Fact]
    public async Task Without_the_mark_the_file_begins_with_the_header()
    {
        var path = _folder.File("r.csv");
        await ExportRun.ExportAsync(_server.BaseUri, ExportRun.Csv(path, "acc_sandbox_small") with { ByteOrderMark = false });
        Assert.Equal((byte)'A', (await File.ReadAllBytesAsync(path))[0]);
    }

    [Fact]
    public async Task Several_accounts_stand_in_one_file_one_after_the_other()
    {
        var path = _folder.File("r.csv");
        await ExportRun.ExportAsync(_server.BaseUri, ExportRun.Csv(path, "acc_sandbox_small", "acc_sandbox_empty", ExportRun.Account));
        var accounts = ReadCsv(path).Select(row => row[0]).ToList();
        Assert.Equal([.. Enumerable.Repeat("acc_sandbox_small", 25), .. Enumerable.Repeat(ExportRun.Account, 3000)], accounts);
    }

    // RFC 4180, 2.6: line breaks, quotes and commas go into quotes. A line break of either half counts; people write LF alone.
    [Theory]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("two\rlines", "\"two\rlines\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData("\n", "\"\n\"")]
    [InlineData("one, two", "\"one, two\"")]
    [InlineData("the \"one\"", "\"the \"\"one\"\"\"")]
    [InlineData(" blank before", "\" blank before\"")]
    [InlineData("blank behind ", "\"blank behind \"")]
    [InlineData("plain; text | 'here'", "plain; text | 'here'")]
    public void A_cell_is_quoted_where_it_must_be_and_comes_back(string headline, string written)
    {
        foreach (var spreadsheetSafe in new[] { false, true })
        {
            var formatter = new CsvFormatter(new FileFormat(ExportFormat.Csv, ',', false, spreadsheetSafe));
            var row = formatter.Format([new UserRelation { MemberId = "m", Headline = headline }]);
            Assert.Equal($",,,{written},,,,m,,,\r\n", Encoding.UTF8.GetString(row.Array!, row.Offset, row.Count));
            var path = _folder.File("one.csv");
            File.WriteAllBytes(path, [.. formatter.Preamble, .. row]);
            Assert.Equal(headline, ReadCsv(path).Single()[3]);
        }
    }

    [Fact]
    public void A_time_is_written_in_UTC_to_the_millisecond()
    {
        var random = new Random(1);
        var times = Enumerable.Range(0, 5_000).Select(_ => new DateTimeOffset(random.NextInt64(DateTime.MinValue.AddDays(1).Ticks, DateTime.MaxValue.AddDays(-1).Ticks), TimeSpan.FromMinutes(random.Next(-840, 841))));
        var formatter = new CsvFormatter(new FileFormat(ExportFormat.Csv, ',', false, false));
        foreach (var time in times.Prepend(DateTimeOffset.MinValue).Append(DateTimeOffset.MaxValue))
        {
            var row = formatter.Format([new UserRelation { MemberId = "m", CreatedAt = time }]);
            var written = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            Assert.Equal($",,,,,,{written},m,,,\r\n", Encoding.UTF8.GetString(row.Array!, row.Offset, row.Count));
        }
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("  =1")]
    [InlineData("\"=1\"")]
    public void Without_it_a_cell_stays_as_it_is(string headline)
    {
        var formatter = new CsvFormatter(new FileFormat(ExportFormat.Csv, ',', false, false));
        var path = _folder.File("one.csv");
        File.WriteAllBytes(path, [.. formatter.Preamble, .. formatter.Format([new UserRelation { MemberId = "m", Headline = headline }])]);
        Assert.Equal(headline, ReadCsv(path).Single()[3]);
    }

    [Fact]
    public async Task Json_lines_have_the_API_s_field_names_and_one_relation_a_line()
    {
        var path = _folder.File("r.jsonl");
        await ExportRun.ExportAsync(_server.BaseUri, ExportRun.Csv(path) with { Format = ExportFormat.JsonLines });
        var people = await ExportRun.ReadAsync(_server.BaseUri);
        var lines = await File.ReadAllLinesAsync(path);
        Assert.Equal(people.Count, lines.Length);
        foreach (var (person, line) in people.Zip(lines))
        {
            using var json = JsonDocument.Parse(line);
            Assert.Equal(person.AccountId, json.RootElement.GetProperty("account_id").GetString());
            Assert.Equal(person.Headline, json.RootElement.GetProperty("headline").GetString());
            Assert.Equal(person.CreatedAt!.Value.ToUnixTimeMilliseconds(), json.RootElement.GetProperty("created_at").GetInt64());
            Assert.Equal(person.ProfilePictureUrl is not null, json.RootElement.TryGetProperty("profile_picture_url", out _));
        }
    }

    private static Process? Start(string program, string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string[] Fields(UserRelation person) =>
    [
        person.AccountId ?? "", person.FirstName ?? "", person.LastName ?? "", person.Headline ?? "", person.PublicIdentifier ?? "", person.PublicProfileUrl ?? "",
        person.CreatedAt!.Value.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), person.MemberId ?? "", person.MemberUrn ?? "",
        person.ConnectionUrn ?? "", person.ProfilePictureUrl ?? "",
    ];

    private static List<string[]> ReadCsv(string path)
    {
        using var text = new StreamReader(path, Encoding.UTF8);
        using var csv = new CsvReader(text, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var rows = new List<string[]>();
        while (csv.Read())
        {
            rows.Add([.. Enumerable.Range(0, csv.HeaderRecord!.Length).Select(column => csv.GetField(column)!)]);
        }

        return rows;
    }
}
