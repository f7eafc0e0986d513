using System.Globalization;
using System.Net;
using System.Text;

namespace PostPress.Client.Tests.Support;

/// <summary>
/// An API of the lists of some accounts, newest first, whose people come, go, change jobs, connect again and get new ids whenever a test
/// says so, also before a call is answered. Answers without a network: a test has thousands of nights.
/// </summary>
internal sealed class LivingList : HttpMessageHandler
{
    private readonly Dictionary<string, List<UserRelation>> _lists = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;
    private int _next;

    public LivingList(TimeProvider clock, int count, params string[] accounts)
    {
        _clock = clock;
        foreach (var account in accounts.Length == 0 ? [Make.Main] : accounts)
        {
            _lists[account] = [];
            for (var i = count; i > 0; i--)
            {
                _lists[account].Add(Person(account, clock.GetUtcNow() - TimeSpan.FromHours(count - i + 1)));
            }

            _lists[account].Reverse();
            _lists[account].Sort((one, other) => other.CreatedAt!.Value.CompareTo(one.CreatedAt!.Value));
        }
    }

    /// <summary>Called with the account and the number of the call, from 1, before it is answered. What it gives is the status, null for 200.</summary>
    public Func<string, int, int?> BeforeCall { get; set; } = static (_, _) => null;

    public int Calls { get; private set; }

    /// <summary>Calls with a filter.</summary>
    public int Searches { get; private set; }

    /// <summary>The status that a call with a filter is answered with; <see langword="null"/> for 200.</summary>
    public int? SearchStatus { get; set; }

    /// <summary>Whether the answers go by first name instead, as no promise forbids.</summary>
    public bool ByName { get; set; }

    public IReadOnlyList<UserRelation> Now(string account = Make.Main) => [.. _lists[account]];

    public UserRelation Connect(string account = Make.Main)
    {
        var person = Person(account, _clock.GetUtcNow());
        _lists[account].Insert(0, person);
        return person;
    }

    /// <summary>The list is again what it was.</summary>
    public void Restore(IReadOnlyList<UserRelation> people, string account = Make.Main) => _lists[account] = [.. people];

    public UserRelation Leave(int place, string account = Make.Main)
    {
        var person = _lists[account][place];
        _lists[account].RemoveAt(place);
        return person;
    }

    public UserRelation Change(int place, Func<UserRelation, UserRelation> change, string account = Make.Main) => _lists[account][place] = change(_lists[account][place]);

    /// <summary>Somebody leaves and connects anew: first in the list, with another date.</summary>
    public void Reconnect(int place, string account = Make.Main) =>
        _lists[account].Insert(0, With(Leave(place, account), createdAt: _clock.GetUtcNow()));

    /// <summary>A copy with some of it other.</summary>
    public static UserRelation With(UserRelation old, string? headline = null, string? memberId = null, string? identifier = null, string? picture = null, DateTimeOffset? createdAt = null, bool undated = false, string? urns = null) => new()
    {
        AccountId = old.AccountId,
        FirstName = old.FirstName,
        LastName = old.LastName,
        Headline = headline ?? old.Headline,
        PublicIdentifier = identifier ?? old.PublicIdentifier,
        PublicProfileUrl = old.PublicProfileUrl,
        CreatedAt = undated ? null : createdAt ?? old.CreatedAt,
        MemberId = memberId ?? old.MemberId,
        MemberUrn = urns ?? old.MemberUrn,
        ConnectionUrn = urns ?? old.ConnectionUrn,
        ProfilePictureUrl = picture ?? old.ProfilePictureUrl,
    };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var query = SandboxRequest.Parse(request.RequestUri!);
        var account = query.AccountId!;
        Searches += query.Filter is null ? 0 : 1;
        if (BeforeCall(account, ++Calls) is { } status || (query.Filter is not null && SearchStatus is { } refused && (status = refused) > 0))
        {
            return Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent([]) });
        }

        var limit = int.Parse(query.Limit!, CultureInfo.InvariantCulture);
        var begin = query.Cursor is { } cursor ? int.Parse(cursor, CultureInfo.InvariantCulture) : 0;
        IReadOnlyList<UserRelation> list = ByName ? [.. _lists[account].OrderBy(person => person.FirstName, StringComparer.Ordinal)] : _lists[account];
        list = query.Filter is { } name ? [.. list.Where(person => $"{person.FirstName} {person.LastName}".Contains(name, StringComparison.OrdinalIgnoreCase))] : list;
        var page = list.Skip(begin).Take(limit).ToList();
        var end = begin + page.Count;
        var items = string.Join(',', page.Select(Json));
        var next = end >= list.Count ? "null" : $"\"{end.ToString(CultureInfo.InvariantCulture)}\"";
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent($$"""{"object":"UserRelationsList","items":[{{items}}],"cursor":{{next}}}""") });
    }

    private static string Json(UserRelation person)
    {
        using var lines = new JsonLinesFormatter();
        return Encoding.UTF8.GetString(lines.Format([person]));
    }

    private UserRelation Person(string account, DateTimeOffset createdAt)
    {
        var number = (++_next).ToString(CultureInfo.InvariantCulture);
        return new()
        {
            AccountId = account,
            FirstName = $"{(char)('A' + (_next * 7 % 26))}da {number}",
            LastName = _next % 5 == 0 ? "=Löve; \"lace\"\r\n" : "Lovelace",
            Headline = _next % 3 == 0 ? null : "Engineer, " + number,
            PublicIdentifier = "ada-" + number,
            PublicProfileUrl = "https://www.linkedin.com/in/ada-" + number,
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(createdAt.ToUnixTimeMilliseconds()),
            MemberId = "m" + number,
            MemberUrn = "urn:li:fsd_profile:" + number,
            ConnectionUrn = "urn:li:fsd_connection:" + number,
            ProfilePictureUrl = _next % 4 == 0 ? null : $"https://media.example/{number}?e=1",
        };
    }
}
