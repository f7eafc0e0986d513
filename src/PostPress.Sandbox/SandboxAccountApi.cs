namespace PostPress.Sandbox;

/// <summary>The API's rules for <c>/accounts</c> and <c>/accounts/{id}</c>; the key has been checked.</summary>
internal static class SandboxAccountApi
{
    private const int DefaultLimit = 100;
    private const int MaximumLimit = 250;

    /// <summary>The answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="forcedCursor">A cursor of our choice.</param>
    public static SandboxAnswer Answer(SandboxRequest request, string? forcedCursor = null) =>
        request.AccountInPath is { } id ? One(id) : CheckPage(request) is { } error ? SandboxApi.Refuse(error) : Page(request, forcedCursor);

    private static SandboxAnswer One(string id)
    {
        if (SandboxLinkedAccounts.Find(id) is { } account)
        {
            return new SandboxAnswer(200, SandboxJson.Account(account));
        }

        // One that is not in the list answers with the error that its id names, here too.
        return SandboxApi.Refuse(SandboxAccounts.Error(id) ?? SandboxErrors.Find("resource_not_found")! with { Detail = "There is no such account." });
    }

    private static SandboxError? CheckPage(SandboxRequest request)
    {
        if (request.Limit is not null && !SandboxApi.IsWhole(request.Limit, out _))
        {
            return SandboxErrors.InvalidParameters with { Detail = "The parameter limit must be an integer from 1 to 250." };
        }

        if (Limit(request) > MaximumLimit)
        {
            return SandboxErrors.LimitTooHigh with { Detail = "The limit is 250 at the most." };
        }

        return request.Cursor is null || OffsetCursor.Read(request.Cursor) <= SandboxLinkedAccounts.All.Count
            ? null
            : SandboxErrors.InvalidParameters with { Detail = "The parameter cursor is not valid or has expired." };
    }

    private static SandboxAnswer Page(SandboxRequest request, string? forcedCursor)
    {
        var offset = request.Cursor is null ? 0 : (int)OffsetCursor.Read(request.Cursor)!.Value;
        var accounts = SandboxLinkedAccounts.All.Skip(offset).Take(Limit(request)).ToList();
        var end = offset + accounts.Count;
        var cursor = forcedCursor ?? (end < SandboxLinkedAccounts.All.Count ? OffsetCursor.Write(end) : null);
        return new SandboxAnswer(200, SandboxJson.Accounts(accounts, cursor));
    }

    private static int Limit(SandboxRequest request) =>
        request.Limit is not null && SandboxApi.IsWhole(request.Limit, out var limit) ? limit : DefaultLimit;
}
