using System.Text;

namespace PostPress.Client.Tests.Formats;

/// <summary>What is no export, or no longer one: the error names the file, the line and what is wrong, and nothing is taken for an empty list.</summary>
public sealed class UnreadableExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "It is empty.")]
    [InlineData("\r\n\r\n", "It is empty.")]
    [InlineData("sep=;\r\n", "It begins neither ")]
    [InlineData("hello\r\nworld\r\n", "It begins neither with a line of JSON nor with the columns AccountId, FirstName and so on.")]
    [InlineData("a;b;c\r\n1;2;3\r\n", "It begins neither ")]
    [InlineData("PK\u0003\u0004\u0014\0\u0006\0", "It begins neither ")]
    [InlineData("[{\"member_id\":\"1\"}]", "It begins neither ")]
    [InlineData("MemberId;FirstName;Note\r\n1;2;3\r\n", "Line 1: the header lacks AccountId, LastName, Headline, PublicIdentifier, PublicProfileUrl, CreatedAt, MemberUrn, ConnectionUrn, ProfilePictureUrl.")]
    [InlineData("AccountId\r\nacc\r\n", "Line 1: the header lacks FirstName, ")]
    [InlineData("{\r\n  \"member_id\": \"1\"\r\n}", "Line 1: it is not the JSON of a relation.")]
    [InlineData("{\"member_id\":\"1\"}\n{\"member_id\":", "Line 2: it is not the JSON of a relation")]
    [InlineData("{\"member_id\":\"1\"}\n\n{\"member_id\":2}\n", "Line 3: it is not the JSON of a relation ($.member_id).")]
    [InlineData("{\"member_id\":\"1\"}\nnull\n", "Line 2: it is not the JSON of a relation.")]
    [InlineData("{\"member_id\":\"1\",\"created_at\":9223372036854775807}\n", "Line 1: created_at is no time.")]
    [InlineData("{\"items\":[{\"member_id\":\"1\"}],\"cursor\":null}\n", "Line 1: it has no field of a relation, such as account_id or member_id.")]
    [InlineData("{\"MemberId\":\"1\"}\n", "Line 1: it has no field of a relation")]
    public void What_is_no_export_is_refused(string text, string message)
    {
        var path = Exported.Write(_folder, text);
        var refusal = Exported.Refusal(path);

        Assert.Equal((ExportFileError.Unreadable, path), (refusal.Error, refusal.Path));
        Assert.StartsWith($"Reading '{path}': {message}", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(refusal.RecommendedAction, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("acc,a,b,h,i,u,,m,mu,c,p\r\nacc,a,b\r\n", "Line 3: it has 3 fields, and the header has 11.")]
    [InlineData("acc,a,b,h,i,u,,m,mu\r\n", "Line 2: it has 9 fields, and the header has 11.")]
    [InlineData("acc,a,b,h,h2,i,u,,m,mu,c,p\r\n", "Line 2: it has 12 fields, and the header has 11.")]
    [InlineData("acc,a,b,\"1\n2\n3\",i,u,,m,mu,c,p\r\n\r\n\r\nacc,a,b,\"1\n2\",i,u,,m\r\n", "Line 7: it has 8 fields, and the header has 11.")]
    [InlineData("acc,a,b,\"1\n2\n3\",i,u,yesterday,m,mu,c,p\r\n", "Line 2: CreatedAt 'yesterday' is no time. It must be as 2026-01-31T13:45:00.000Z, or as the culture of this session writes it (")]
    [InlineData("acc,a,b,h,i,u,2026-13-31T00:00:00Z,m,mu,c,p\r\n", "Line 2: CreatedAt '2026-13-31T00:00:00Z' is no time.")]
    [InlineData("acc,a,b,h,i,u,\u001b[31m,m,mu,c,p\r\n", "Line 2: CreatedAt '[31m' is no time.")]
    [InlineData("acc,a,b\"c,h,i,u,,m,mu,c,p\r\n", "Line 2: a quotation mark stands where none can be, or one is missing.")]
    [InlineData("acc,a,\"b,h,i,u,,m,mu,c,p\r\nacc,a,b,h,i,u,,m,mu,c,p\r\n", "Line 2: a quotation mark stands where none can be, or one is missing.")]
    public void A_row_that_can_not_be_read_is_named_by_its_line(string rows, string message)
    {
        var path = Exported.Write(_folder, Exported.Header + "\r\n" + rows);
        Assert.StartsWith(message, Exported.Refusal(path).Message.Replace($"Reading '{path}': ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_is_given_before_a_later_one_fails()
    {
        using var reader = RelationFile.Open(Exported.Write(_folder, "{\"member_id\":\"1\"}\n{"));
        using var relations = reader.Read().GetEnumerator();

        Assert.True(relations.MoveNext());
        Assert.Throws<ExportFileException>(() => relations.MoveNext());
    }

    [Fact]
    public void Another_encoding_without_a_mark_is_refused_by_its_line()
    {
        var rows = string.Concat(Enumerable.Repeat("acc,a,b,h,i,u,,m,mu,c,p\r\n", 20_000));
        var csv = Exported.Write(_folder, $"{Exported.Header}\r\n{rows}acc,a,Müller,h,i,u,,m,mu,c,p\r\n", Encoding.Latin1);
        var json = Exported.Write(_folder, "{\"member_id\":\"1\"}\n{\"last_name\":\"Müller\"}\n", Encoding.Latin1);

        Assert.StartsWith($"Reading '{csv}': Line 20002: it is not UTF-8. ", Exported.Refusal(csv).Message, StringComparison.Ordinal);
        Assert.StartsWith($"Reading '{json}': Line 2: it is not UTF-8. ", Exported.Refusal(json).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_bytes_after_a_mark_are_refused_too()
    {
        var path = _folder.File("appended");
        File.WriteAllBytes(path, [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes("{\"last_name\":\"é\uFFFD\"}\n"), .. Encoding.Latin1.GetBytes("{\"last_name\":\"é\"}\n")]);

        Assert.StartsWith($"Reading '{path}': Line 2: it is not UTF-8. ", Exported.Refusal(path).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_without_a_file_is_told()
    {
        Assert.Equal((ExportFileError.FileNotFound, "ExportFileNotFound"), (Exported.Refusal(_folder.File("nowhere")).Error, Exported.Refusal(_folder.File("nowhere")).Id));
        Assert.Equal(ExportFileError.FileNotFound, Exported.Refusal(_folder.File("no/where")).Error);
        Assert.Equal(ExportFileError.IsDirectory, Exported.Refusal(_folder.Path).Error);
    }
}
