using System.Globalization;
using System.Net;
using System.Text;

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
/// An API of one list, newest first, whose people come and go whenever a test says so: before a call is answered. It remembers who was
/// there all the time. Answers without a network, because the property tests need thousands of runs.
/// </summary>
internal sealed class MovingList : HttpMessageHandler
{
    private readonly CursorKind _cursors;
    private readonly int _cap;
    private readonly List<int> _people;
    private readonly HashSet<int> _stayed;
    private int _next;

    public MovingList(int count, CursorKind cursors = CursorKind.Offset, int cap = 1000)
    {
        (_cursors, _cap, _next) = (cursors, cap, count);
        // The number of a person rises with the time: the newest has the highest. Numbers between leave room for who comes in between.
        _people = [.. Enumerable.Range(0, count).Select(index => (count - index) * 1000)];
        _stayed = [.. _people];
        _next = (count + 1) * 1000;
    }

    /// <summary>Called with the number of the call, from 1, before it is answered.</summary>
    public Action<int> BeforeCall { get; set; } = static _ => { };

    public int Calls { get; private set; }

    public int Count => _people.Count;

    public int Cap => _cap;

    /// <summary>Those who were there from the beginning until now.</summary>
    public IReadOnlyCollection<string> Stayed => [.. _stayed.Select(Name)];

    public IReadOnlyList<string> Now => [.. _people.Select(Name)];

    public void Connect()
    {
        _people.Insert(0, _next);
        _next += 1000;
    }

    /// <summary>Someone comes in at a place in the middle: an order that is not the one that was promised.</summary>
    public void Insert(int place)
    {
        if (place > 0 && place < _people.Count && _people[place - 1] - _people[place] > 1)
        {
            _people.Insert(place, _people[place] + 1);
        }
    }

    public void Leave(int place)
    {
        _stayed.Remove(_people[place]);
        _people.RemoveAt(place);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        BeforeCall(++Calls);
        var query = SandboxRequest.Parse(request.RequestUri!);
        var limit = Math.Min(_cap, int.Parse(query.Limit!, CultureInfo.InvariantCulture));
        var begin = query.Cursor is { } cursor ? PlaceOf(int.Parse(cursor, CultureInfo.InvariantCulture)) : 0;
        var page = _people.Skip(begin).Take(limit).ToList();
        var end = begin + page.Count;
        var next = end >= _people.Count ? null : _cursors == CursorKind.Offset ? Text(end) : Text(page[^1]);
        var body = Encoding.UTF8.GetBytes(Pages.Text(page.Select(Name), next));
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body) });
    }

    private int PlaceOf(int cursor)
    {
        if (_cursors == CursorKind.Offset)
        {
            return cursor;
        }

        var place = _people.FindIndex(person => person < cursor);
        return place < 0 ? _people.Count : place;
    }

    private static string Name(int person) => "m" + Text(person);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
