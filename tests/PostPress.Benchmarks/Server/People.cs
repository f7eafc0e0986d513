using System.Globalization;
using System.Text;

namespace PostPress.Benchmarks;

/// <summary>The JSON of made-up people, like the API's in shape and size (about 600 bytes a person), all different.</summary>
internal static class People
{
    private static readonly string[] FirstNames = ["Ada", "Jürgen", "Mónica", "Wei", "Priya", "Olu", "Søren", "Fatima", "Иван", "Zoë"];
    private static readonly string[] LastNames = ["Lovelace", "Müller", "García López", "Zhang", "Ramanathan", "Adeyemi", "Kierkegaard", "al-Fihri", "Петров", "O'Neill"];
    private static readonly string[] Headlines =
    [
        "Engineer at Acme", "Head of Sales, EMEA | Speaker | \\\"Deals\\\" podcast", "Founder & CEO 🚀 building things", "Student",
        "Senior Product Manager bei der Musterfirma GmbH, Köln", "Recruiter: we are hiring!", "Data, Data, Data",
    ];

    // In the ids, and nowhere else; as long as the number that replaces it.
    private const string Mark = "_PAGE";

    // Newest first; 13 digits for all of the longest list.
    private const string DateField = "\"created_at\":";

    private static readonly PreparedPage[] Pages = [.. Enumerable.Range(0, 20).Select(Prepare)];

    /// <summary>A page's body up to its cursor. After 20 pages the names come again, but with other ids and older dates: nobody is on two pages.</summary>
    public static byte[] PageStart(int number, int size = PageAddress.PageSize)
    {
        var prepared = Pages[number % Pages.Length];
        var page = (byte[])prepared.Body.Clone();
        var id = Encoding.ASCII.GetBytes(number.ToString("x5", CultureInfo.InvariantCulture));
        foreach (var at in prepared.Marks)
        {
            id.CopyTo(page, at);
        }

        for (var i = 0; i < prepared.Dates.Length; i++)
        {
            CreatedAt(number * PageAddress.PageSize + i).TryFormat(page.AsSpan(prepared.Dates[i]), out _, default, CultureInfo.InvariantCulture);
        }

        return size < PageAddress.PageSize ? [.. page.AsSpan(0, End(page, size)), .. "],"u8] : page;
    }

    /// <summary>The rest of it.</summary>
    public static byte[] PageEnd(string? cursor) => Encoding.UTF8.GetBytes(cursor is null ? "\"cursor\":null}" : $"\"cursor\":\"{cursor}\"}}");

    /// <summary>A whole body.</summary>
    public static byte[] Page(int number) => [.. PageStart(number), .. PageEnd("p1")];

    private static PreparedPage Prepare(int page)
    {
        var people = Enumerable.Range(page * PageAddress.PageSize, PageAddress.PageSize).Select(Person);
        var body = Encoding.UTF8.GetBytes("""{"object":"UserRelationsList","items":[""" + string.Join(",", people) + "],");
        return new(body, Places(body, Mark), [.. Places(body, DateField).Select(at => at + DateField.Length)]);
    }

    private static int[] Places(byte[] body, string text)
    {
        var wanted = Encoding.ASCII.GetBytes(text);
        List<int> places = [];
        for (int next, at = 0; (next = body.AsSpan(at).IndexOf(wanted)) >= 0; at += next + wanted.Length)
        {
            places.Add(at + next);
        }

        return [.. places];
    }

    // Behind so many people.
    private static int End(byte[] page, int size)
    {
        var end = 0;
        for (var i = 0; i < size; i++)
        {
            end += page.AsSpan(end).IndexOf("},{"u8) + 1;
        }

        return end;
    }

    private static long CreatedAt(int index) => 1_747_400_000_000 - index * 61_000L;

    private static string Person(int index)
    {
        var number = index.ToString("x5", CultureInfo.InvariantCulture);
        var identifier = $"{FirstNames[index % 5].ToLowerInvariant()}-person-{number}";
        // Hashed, so that neighbours differ as the real ids do.
        var id = $"ACoAA{(ulong)(index + 1) * 0x9E3779B97F4A7C15:x16}{Mark}{number}";
        var picture = index % 8 == 0 ? "" : $$""","profile_picture_url":"https://media.licdn.com/dms/image/v2/{{id}}/profile-displayphoto-shrink_100_100/0/{{number}}.jpg" """.TrimEnd();
        return $$"""
            {"object":"UserRelation","first_name":"{{FirstNames[index % FirstNames.Length]}}","last_name":"{{LastNames[index / 7 % LastNames.Length]}}","headline":"{{Headlines[index % Headlines.Length]}}","public_identifier":"{{identifier}}","public_profile_url":"https://www.linkedin.com/in/{{identifier}}","created_at":{{CreatedAt(index)}},"member_id":"{{id}}","member_urn":"urn:li:fsd_profile:{{id}}","connection_urn":"urn:li:fsd_connection:(ACoAABxyz0123456789abcdef,{{id}})"{{picture}}}
            """;
    }

    private sealed record PreparedPage(byte[] Body, int[] Marks, int[] Dates);
}
