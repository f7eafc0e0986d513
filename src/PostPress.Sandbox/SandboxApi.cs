using System.Globalization;

namespace PostPress.Sandbox;

/// <summary>An answer before any fault is played on it.</summary>
internal sealed record SandboxAnswer(int Status, byte[] Body, int RelationCount = 0);

/// <summary>The API's rules: key, parameters, accounts, pages. Knows nothing of sockets.</summary>
internal sealed class SandboxApi(SandboxOptions options)
{
    private const int DefaultLimit = 100;
    private const int MostRelations = 1000;
    private const int MostAccounts = 250;

    private readonly SandboxPeople _people = new(options.Seed);

    // Not the numbers that decide which fault strikes: who leaves must not follow from that. Used only while the accounts are changed, by one at a time.
    private readonly Random _random = new(~options.Seed);

    private readonly bool _lives = options.Live.Count > 0;

    private static SandboxError NoAccount => SandboxError.Find("resource_not_found")! with { Detail = "There is no such account." };

    public SandboxAccounts Accounts { get; } = new(options);

    /// <summary>People connect and leave, as a fault says, before a request is answered.</summary>
    public void Move(SandboxFault fault, SandboxRequest request) =>
        Accounts.Change(request.AccountId!, list => list.Move(fault, request.Offset!.Value, _random, Moment?.ToUnixTimeMilliseconds()));

    /// <summary>The answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="forcedCursor">A cursor of our choice for a page.</param>
    public SandboxAnswer Answer(SandboxRequest request, string? forcedCursor = null) =>
        Check(request) is { } error ? Refuse(error)
        : request.IsForRelations ? RelationPage(request, forcedCursor)
        : request.AccountInPath is { } id ? new SandboxAnswer(200, SandboxJson.Account(SandboxAccounts.Find(id)!))
        : AccountPage(request, forcedCursor);

    /// <summary>Everybody in the list of an account at this moment, or the newest so many, as the API gives them. For tests of what a reader made of it.</summary>
    public IReadOnlyList<UserRelation> Relations(string accountId, int newest = int.MaxValue)
    {
        var (list, moment) = (Accounts.List(accountId)!, Moment);
        var relations = new List<UserRelation>();
        for (var place = 0L; place < Math.Min(newest, list.Length); place++)
        {
            relations.Add(Person(list, place, moment));
        }

        return relations;
    }

    public static SandboxAnswer Refuse(SandboxError error) => new(error.Status, SandboxJson.Error(error));

    /// <summary>What is wrong with a request, or <see langword="null"/>.</summary>
    private SandboxError? Check(SandboxRequest request)
    {
        if (!(request.IsForRelations || request.IsForAccounts) || request.Method != "GET")
        {
            return SandboxError.Find("resource_not_found");
        }

        if (request.Key is null)
        {
            return SandboxError.Find("missing_credentials");
        }

        if (request.Key != options.ApiKey)
        {
            return SandboxError.Find("invalid_credentials");
        }

        return request.IsForRelations ? CheckRelations(request)
            : request.AccountInPath is { } id ? CheckAccount(id)
            : CheckLimit(request.Limit, MostAccounts) ?? CheckCursor(request, SandboxAccounts.All.Count);
    }

    private SandboxError? CheckRelations(SandboxRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.AccountId))
        {
            return SandboxError.MissingParameters with { Detail = "The parameter account_id is missing." };
        }

        return CheckLimit(request.Limit, MostRelations)
            ?? SandboxAccounts.Error(request.AccountId!)
            ?? SandboxAccounts.Mismatch(request.AccountId!)
            ?? (Accounts.List(request.AccountId!) is { } list ? CheckCursor(request, list.EverLength) : NoAccount);
    }

    // One that is not in the list answers with the error that its id names, here too.
    private static SandboxError? CheckAccount(string id) => SandboxAccounts.Find(id) is null ? SandboxAccounts.Error(id) ?? NoAccount : null;

    private static SandboxError? CheckLimit(string? limit, int most) =>
        limit is null ? null
        : !TryReadLimit(limit, out var whole)
            ? SandboxError.InvalidParameters with { Detail = FormattableString.Invariant($"The parameter limit must be an integer from 1 to {most}.") }
        : whole > most ? SandboxError.LimitTooHigh with { Detail = FormattableString.Invariant($"The limit is {most} at the most.") }
        : null;

    private static SandboxError? CheckCursor(SandboxRequest request, long longest) =>
        request.Offset <= longest ? null : SandboxError.InvalidParameters with { Detail = "The parameter cursor is not valid or has expired." };

    // The moment from which the people of a list that lives take what goes with the time.
    private DateTimeOffset? Moment => _lives ? Accounts.Clock.Now : null;

    private UserRelation Person(SandboxList list, long place, DateTimeOffset? moment)
    {
        var index = list.IndexAt(place);
        return _people.At(index, list.Changed(index), moment);
    }

    private SandboxAnswer RelationPage(SandboxRequest request, string? forcedCursor)
    {
        var (list, moment) = (Accounts.List(request.AccountId!)!, Moment);
        var offset = request.Offset!.Value;
        var limit = Limit(request);
        var relations = new List<UserRelation>(limit);
        for (; offset < list.Length && relations.Count < limit; offset++)
        {
            var person = Person(list, offset, moment);
            if (Matches(person, request.Filter))
            {
                relations.Add(person);
            }
        }

        var cursor = forcedCursor ?? (offset < list.Length ? SandboxRequest.CursorAt(offset) : null);
        return new SandboxAnswer(200, SandboxJson.Page(relations, cursor), relations.Count);
    }

    private static SandboxAnswer AccountPage(SandboxRequest request, string? forcedCursor)
    {
        var offset = (int)request.Offset!.Value;
        var accounts = SandboxAccounts.All.Skip(offset).Take(Limit(request)).ToList();
        var end = offset + accounts.Count;
        var cursor = forcedCursor ?? (end < SandboxAccounts.All.Count ? SandboxRequest.CursorAt(end) : null);
        return new SandboxAnswer(200, SandboxJson.Accounts(accounts, cursor));
    }

    private static bool Matches(UserRelation person, string? filter) =>
        string.IsNullOrEmpty(filter)
        || CultureInfo.InvariantCulture.CompareInfo.IndexOf($"{person.FirstName} {person.LastName}", filter, CompareOptions.OrdinalIgnoreCase) >= 0;

    private static int Limit(SandboxRequest request) => TryReadLimit(request.Limit, out var limit) ? limit : DefaultLimit;

    private static bool TryReadLimit(string? text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= 1;
}
