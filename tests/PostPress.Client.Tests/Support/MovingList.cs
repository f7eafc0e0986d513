using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace PostPress.Client.Tests.Support;

/// <summary>How a <see cref="MovingList"/> counts its pages.</summary>
public enum CursorKind
{
    /// <summary>An offset, as the API's own example has it: everything behind a change shifts.</summary>
    Offset,

    /// <summary>The place in the list behind a person, who need not be there any more: nothing shifts.</summary>
    Person,
}

/// <summary>
/// An API of one list, whose people come and go whenever a test says so: before a call is answered. It remembers who was there all the
/// time. Answers without a network, because the property tests need thousands of runs.
/// </summary>
internal sealed class MovingList : HttpMessageHandler
{
    // Behind the offset of a page that comes after one of nothing.
    private const string AfterNothing = "+";

    // Numbers between leave room for who comes in between.
    private const int Step = 1000;

    private readonly CursorKind _cursors;
    private readonly List<DatedPerson> _people;
    private readonly HashSet<string> _stayed;
    private int _next;

    /// <summary>Newest first, without dates: the number of a person rises with the time.</summary>
    public MovingList(int count, CursorKind cursors = CursorKind.Offset, int cap = 1000)
        : this(Enumerable.Range(0, count).Select(index => Numbered((count - index) * Step)), cap) =>
        (_cursors, _next) = (cursors, (count + 1) * Step);

    /// <summary>In any order, with dates or without.</summary>
    public MovingList(IEnumerable<DatedPerson> people, int cap)
    {
        Cap = cap;
        _people = [.. people];
        _stayed = [.. Now];
    }

    /// <summary>Called with the number of the call, from 1, before it is answered.</summary>
    public Action<int> BeforeCall { get; set; } = static _ => { };

    /// <summary>The offsets at which a page of nothing stands before the one with people.</summary>
    public HashSet<int> PagesOfNothing { get; init; } = [];

    /// <summary>The limit of each call.</summary>
    public List<int> Limits { get; } = [];

    public int Calls => Limits.Count;

    public int Count => _people.Count;

    public int Cap { get; }

    /// <summary>Those who were there from the beginning until now.</summary>
    public IReadOnlyCollection<string> Stayed => _stayed;

    public IReadOnlyList<string> Now => [.. _people.Select(person => person.Id)];

    public void Connect()
    {
        _people.Insert(0, Numbered(_next));
        _next += Step;
    }

    public void Insert(int place, DatedPerson person) => _people.Insert(place, person);

    /// <summary>Someone comes in at a place in the middle: an order that is not the one that was promised.</summary>
    public void Insert(int place)
    {
        if (place > 0 && place < Count && _people[place - 1].Number - _people[place].Number > 1)
        {
            Insert(place, Numbered(_people[place].Number + 1));
        }
    }

    public void Leave(int place)
    {
        _stayed.Remove(_people[place].Id);
        _people.RemoveAt(place);
    }

    /// <summary>The pages as they are, each as large as the server makes it.</summary>
    public IEnumerable<IReadOnlyList<DatedPerson>> Pages()
    {
        string? cursor = null;
        do
        {
            yield return Page(cursor, Cap, out cursor);
        }
        while (cursor is not null);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var query = SandboxRequest.Parse(request.RequestUri!);
        Limits.Add(int.Parse(query.Limit!, CultureInfo.InvariantCulture));
        BeforeCall(Calls);
        var page = Page(query.Cursor, Math.Min(Cap, Limits[^1]), out var next);
        var items = page.Select(person => new { member_id = person.Id, created_at = person.CreatedAt?.ToUnixTimeMilliseconds() });
        var body = JsonSerializer.Serialize(new { @object = "UserRelationsList", items, cursor = next });
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) });
    }

    private List<DatedPerson> Page(string? cursor, int limit, out string? next)
    {
        var begin = cursor is null ? 0 : PlaceOf(int.Parse(cursor.Replace(AfterNothing, ""), CultureInfo.InvariantCulture));
        if (PagesOfNothing.Contains(begin) && cursor?.EndsWith(AfterNothing, StringComparison.Ordinal) != true)
        {
            next = Text(begin) + AfterNothing;
            return [];
        }

        var page = _people.Skip(begin).Take(limit).ToList();
        var end = begin + page.Count;
        next = end >= Count ? null : Text(_cursors == CursorKind.Offset ? end : page[^1].Number);
        return page;
    }

    private int PlaceOf(int cursor)
    {
        if (_cursors == CursorKind.Offset)
        {
            return cursor;
        }

        var place = _people.FindIndex(person => person.Number < cursor);
        return place < 0 ? Count : place;
    }

    private static DatedPerson Numbered(int number) => new("m" + Text(number), null);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Someone in a <see cref="MovingList"/>.</summary>
internal sealed record DatedPerson(string Id, DateTimeOffset? CreatedAt)
{
    private static readonly DateTimeOffset Start = new(2026, 6, 30, 0, 0, 0, TimeSpan.Zero);

    public int Number => int.Parse(Id[1..], CultureInfo.InvariantCulture);

    /// <summary>One who connected so many minutes after a start.</summary>
    public static DatedPerson At(int number, int minute) => new("m" + number.ToString(CultureInfo.InvariantCulture), Time(minute));

    public static DateTimeOffset Time(int minute) => Start.AddMinutes(minute);
}
