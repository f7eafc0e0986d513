using System.Text;
using System.Text.Json;

namespace PostPress.Client.Tests.Support;

/// <summary>Bodies of pages.</summary>
internal static class Pages
{
    /// <summary>A page of one person whose fields begin as given, with a cursor.</summary>
    public static byte[] WithPerson(string fields, string cursor = "null") =>
        Bytes($$"""{"object":"UserRelationsList","items":[{"object":"UserRelation","member_id":"ACoAA1"{{(fields.Length > 0 ? "," + fields : "")}}}],"cursor":{{cursor}}}""");

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(IEnumerable<string> members, string? cursor) => JsonSerializer.Serialize(
        new { @object = "UserRelationsList", items = members.Select(member => new { member_id = member }), cursor });

    public static UserRelation Person(string fields) => Assert.Single(RelationParser.Parse(WithPerson(fields), "acc").Items);

    /// <summary>A page as the sandbox writes it, with every kind of text in it.</summary>
    public static byte[] FromSandbox(int people, string? cursor)
    {
        var made = new SandboxPeople(seed: 7);
        return SandboxJson.Page(Enumerable.Range(0, people).Select(index => made.At(index)), cursor);
    }
}
