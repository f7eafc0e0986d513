using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace PostPress.Client.Tests.Support;

/// <summary>
/// An API of one list in any order, of people with a date or without, paged by offset. It answers without a network, because the property
/// tests need thousands of runs.
/// </summary>
internal sealed class DatedList(IEnumerable<DatedPerson> people, int cap) : HttpMessageHandler
{
    // Behind the offset of a page that comes after one of nothing.
    private const string AfterNothing = "+";

    private readonly List<DatedPerson> _people = [.. people];

    /// <summary>The offsets at which a page of nothing stands before the one with people.</summary>
    public HashSet<int> PagesOfNothing { get; init; } = [];

    /// <summary>Called with the number of the call, from 1, before it is answered.</summary>
    public Action<int> BeforeCall { get; set; } = static _ => { };

    /// <summary>The limit of each call.</summary>
    public List<int> Limits { get; } = [];

    public void Insert(int place, DatedPerson person) => _people.Insert(place, person);

    public void Leave(int place) => _people.RemoveAt(place);

    /// <summary>The pages as they are, each as large as the server makes it.</summary>
    public IEnumerable<IReadOnlyList<DatedPerson>> Pages()
    {
        string? cursor = null;
        do
        {
            yield return Page(cursor, cap, out cursor);
        }
        while (cursor is not null);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var query = SandboxRequest.Parse(request.RequestUri!);
        Limits.Add(int.Parse(query.Limit!, CultureInfo.InvariantCulture));
        BeforeCall(Limits.Count);
        var page = Page(query.Cursor, Math.Min(cap, Limits[^1]), out var next);
        var items = page.Select(person => new { member_id = person.Id, created_at = person.CreatedAt?.ToUnixTimeMilliseconds() });
        var body = JsonSerializer.Serialize(new { @object = "UserRelationsList", items, cursor = next });
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) });
    }

    private List<DatedPerson> Page(string? cursor, int limit, out string? next)
    {
        var begin = cursor is null ? 0 : int.Parse(cursor.Replace(AfterNothing, ""), CultureInfo.InvariantCulture);
        var text = begin.ToString(CultureInfo.InvariantCulture);
        if (PagesOfNothing.Contains(begin) && cursor?.EndsWith(AfterNothing, StringComparison.Ordinal) != true)
        {
            next = text + AfterNothing;
            return [];
        }

        var page = _people.Skip(begin).Take(limit).ToList();
        var end = begin + page.Count;
        next = end >= _people.Count ? null : end.ToString(CultureInfo.InvariantCulture);
        return page;
    }
}

/// <summary>Someone in a <see cref="DatedList"/>.</summary>
internal sealed record DatedPerson(string Id, DateTimeOffset? CreatedAt)
{
    private static readonly DateTimeOffset Start = new(2026, 6, 30, 0, 0, 0, TimeSpan.Zero);

    /// <summary>One who connected so many minutes after a start.</summary>
    public static DatedPerson At(int number, int minute) => new("m" + number.ToString(CultureInfo.InvariantCulture), Time(minute));

    public static DateTimeOffset Time(int minute) => Start.AddMinutes(minute);
}
