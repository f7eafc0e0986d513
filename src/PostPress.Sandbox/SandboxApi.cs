using System.Globalization;

namespace PostPress.Sandbox;

/// <summary>An answer before any fault is played on it.</summary>
internal sealed record SandboxAnswer(int Status, byte[] Body, int RelationCount = 0);

/// <summary>The API's rules: key, parameters, accounts, pages. Knows nothing of sockets.</summary>
internal sealed class SandboxApi(SandboxOptions options)
{
    private const int DefaultLimit = 100;
    private const int MaximumLimit = 1000;

    private readonly SandboxPeople _people = new(options.Seed);

    private readonly SandboxChurn _churn = new(options.Seed);

    private readonly bool _lives = options.Live.Count > 0;

    public SandboxAccounts Accounts { get; } = new(options);

    /// <summary>People connect and leave, as a fault says, before a request is answered.</summary>
    public void Move(SandboxFault fault, SandboxRequest request) =>
        Accounts.Change(request.AccountId!, list => _churn.Move(list, fault, Offset(request), Moment?.ToUnixTimeMilliseconds()));

    public SandboxAnswer Answer(SandboxRequest request) =>
        Check(request) is { } error ? Refuse(error) : request.IsForAccounts ? SandboxAccountApi.Answer(request) : Page(request);

    /// <summary>The page that was asked for, with a cursor of our choice.</summary>
    public SandboxAnswer WithCursor(SandboxRequest request, string cursor) =>
        request.IsForAccounts ? SandboxAccountApi.Answer(request, cursor) : Page(request, cursor);

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
            return SandboxErrors.Find("resource_not_found");
        }

        if (request.Key is null)
        {
            return SandboxErrors.Find("missing_credentials");
        }

        if (request.Key != options.ApiKey)
        {
            return SandboxErrors.Find("invalid_credentials");
        }

        return request.IsForAccounts ? null : CheckParameters(request);
    }

    private SandboxError? CheckParameters(SandboxRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.AccountId))
        {
            return SandboxErrors.MissingParameters with { Detail = "The parameter account_id is missing." };
        }

        if (request.Limit is not null && !IsWhole(request.Limit, out _))
        {
            return SandboxErrors.InvalidParameters with { Detail = "The parameter limit must be an integer from 1 to 1000." };
        }

        if (request.Limit is not null && Limit(request) > MaximumLimit)
        {
            return SandboxErrors.LimitTooHigh;
        }

        if ((SandboxAccounts.Error(request.AccountId!) ?? SandboxLinkedAccounts.Mismatch(request.AccountId!)) is { } named)
        {
            return named;
        }

        if (Accounts.List(request.AccountId!) is not { } list)
        {
            return SandboxErrors.Find("resource_not_found")! with { Detail = "There is no such account." };
        }

        return request.Cursor is null || OffsetCursor.Read(request.Cursor) <= list.EverLength
            ? null
            : SandboxErrors.InvalidParameters with { Detail = "The parameter cursor is not valid or has expired." };
    }

    // The moment from which the people of a list that lives take what goes with the time.
    private DateTimeOffset? Moment => _lives ? Accounts.Clock.Now : null;

    private UserRelation Person(SandboxList list, long place, DateTimeOffset? moment)
    {
        var index = list.IndexAt(place);
        return _people.At(index, list.Changed(index), moment);
    }

    private SandboxAnswer Page(SandboxRequest request, string? forcedCursor = null)
    {
        var (list, moment) = (Accounts.List(request.AccountId!)!, Moment);
        var offset = Offset(request);
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

        var cursor = forcedCursor ?? (offset < list.Length ? OffsetCursor.Write(offset) : null);
        return new SandboxAnswer(200, SandboxJson.Page(relations, cursor), relations.Count);
    }

    private static bool Matches(UserRelation person, string? filter) =>
        string.IsNullOrEmpty(filter)
        || CultureInfo.InvariantCulture.CompareInfo.IndexOf($"{person.FirstName} {person.LastName}", filter, CompareOptions.OrdinalIgnoreCase) >= 0;

    private static long Offset(SandboxRequest request) => request.Cursor is null ? 0 : OffsetCursor.Read(request.Cursor)!.Value;

    private static int Limit(SandboxRequest request) =>
        request.Limit is null ? DefaultLimit : IsWhole(request.Limit, out var limit) ? limit : 0;

    public static bool IsWhole(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= 1;
}
