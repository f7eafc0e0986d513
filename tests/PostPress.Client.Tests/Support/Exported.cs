using System.Text;

namespace PostPress.Client.Tests.Support;

/// <summary>Files as an export writes them, and what a reader makes of them.</summary>
internal static class Exported
{
    public const string Header = "AccountId,FirstName,LastName,Headline,PublicIdentifier,PublicProfileUrl,CreatedAt,MemberId,MemberUrn,ConnectionUrn,ProfilePictureUrl";

    public static readonly UserRelation Ada = new()
    {
        AccountId = "acc_1",
        FirstName = "Ada",
        LastName = "Müller 🌱",
        Headline = "one\r\n\"two\", three; four",
        PublicIdentifier = "ada",
        PublicProfileUrl = "https://www.linkedin.com/in/ada",
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(1_747_400_000_123),
        MemberId = "ACoAA-1",
        MemberUrn = "urn:li:fsd_profile:ACoAA-1",
        ConnectionUrn = "urn:li:fsd_connection:(x,ACoAA-1)",
    };

    public static string Write(TemporaryFolder folder, ExportRequest request, params UserRelation[] relations)
    {
        var path = folder.File($"{Guid.NewGuid()}.x");
        var formatter = request.FileFormat.CreateFormatter();
        var rows = formatter.Format(relations);
        File.WriteAllBytes(path, [.. formatter.Preamble, .. rows]);
        return path;
    }

    public static string Write(TemporaryFolder folder, string text, Encoding? encoding = null)
    {
        var path = folder.File($"{Guid.NewGuid()}.x");
        File.WriteAllText(path, text, encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return path;
    }

    public static List<UserRelation> Read(string path)
    {
        using var reader = RelationFile.Open(path);
        return [.. reader.Read()];
    }

    public static ExportFileException Refusal(string path) => Assert.Throws<ExportFileException>(() => Read(path));

    public static string Content(UserRelation relation)
    {
        string?[] texts =
        [
            relation.AccountId, relation.FirstName, relation.LastName, relation.Headline, relation.PublicIdentifier, relation.PublicProfileUrl,
            relation.CreatedAt?.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
            relation.MemberId, relation.MemberUrn, relation.ConnectionUrn, relation.ProfilePictureUrl,
        ];
        return string.Join("|", texts.Select(text => string.IsNullOrEmpty(text) ? "-" : text));
    }
}
