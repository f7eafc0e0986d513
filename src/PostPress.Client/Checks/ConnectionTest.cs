using System.Runtime.CompilerServices;

namespace PostPress.Client;

/// <summary>
/// Tests a connection step by step: the way to the API, then the key by one call, then each account by one call, then what the ledger says.
/// After a step that fails, those that need it are skipped. The key is in no text.
/// </summary>
public sealed class ConnectionTest
{
    private readonly TestedConnection _tested;
    private readonly IReadOnlyList<string> _accountIds;
    private readonly ClientOptions _options;
    private readonly SafeText _safe;

    /// <summary>Makes a test. Nothing is sent yet.</summary>
    /// <param name="tested">What is to be tested.</param>
    /// <param name="accountIds">The accounts to test, with one call each; none for the key alone.</param>
    /// <param name="options">The clock, the ledger and who listens.</param>
    public ConnectionTest(TestedConnection tested, IReadOnlyList<string> accountIds, ClientOptions options)
    {
        _tested = tested;
        _accountIds = [.. accountIds.Distinct(StringComparer.Ordinal)];
        _options = options;
        _safe = Transport.CreateSafeText(tested.Connection?.RevealKey(), tested.BaseUri, tested.Settings);
    }

    /// <summary>Makes the steps, each when the caller asks for it.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async IAsyncEnumerable<PostPressCheck> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var network = new NetworkChecks(_tested, _options.Clock);
        using var api = _tested.Connection is { } connection ? new ApiChecks(connection, _options) : null;
        string? failed = null;

        (string Name, Func<Task<StepOutcome>> Make)[] way =
        [
            ("Address", () => Task.FromResult(network.Address())),
            ("DNS", () => network.ResolveAsync(cancellation)),
            ("Proxy", () => network.TakeProxyAsync(cancellation)),
            ("Connection", () => network.ConnectAsync(cancellation)),
            ("TLS", () => network.SecureAsync(cancellation)),
        ];
        foreach (var (name, make) in way)
        {
            var check = await MakeAsync(name, failed, make).ConfigureAwait(false);
            failed ??= FailedName(check);
            yield return check;
        }

        // One call tells both. That there is no key is told whatever else failed.
        var key = _tested.KeyRefusal is { } refusal
            ? await MakeAsync("Key", failed: null, () => Task.FromResult(StepOutcome.Failed(refusal))).ConfigureAwait(false)
            : await MakeAsync("Key", failed, () => api!.KeyAsync(cancellation)).ConfigureAwait(false);
        failed ??= FailedName(key);
        var ahead = api?.ServerAhead;
        yield return await MakeAsync("Clock", ahead is null ? failed : null, () => Task.FromResult(LocalChecks.CheckClock(ahead))).ConfigureAwait(false);
        yield return key;

        if (_accountIds.Count == 0)
        {
            yield return await MakeAsync("Accounts", failed, () => Task.FromResult(api!.Accounts())).ConfigureAwait(false);
        }

        foreach (var id in _accountIds)
        {
            yield return await MakeAsync($"Account {id}", failed, () => api!.AccountAsync(id, cancellation)).ConfigureAwait(false);
        }

        yield return await MakeAsync("Pace", failed: null, () => Task.FromResult(LocalChecks.CheckPace(_tested))).ConfigureAwait(false);
        if (_accountIds.Count == 0 || _options.LedgerFolder is null)
        {
            yield return await MakeAsync("Budget", failed: null, () => Task.FromResult(NoBudget())).ConfigureAwait(false);
            yield break;
        }

        foreach (var id in _accountIds)
        {
            yield return await MakeAsync($"Budget {id}", api is null ? failed : null, () => Task.FromResult(api!.Local.CheckBudget(id))).ConfigureAwait(false);
        }
    }

    private StepOutcome NoBudget() => StepOutcome.Skipped(_options.LedgerFolder is null
        ? "There is no ledger of calls: POSTPRESS_STATE is off, or the address is of the local host."
        : "No account was given. Get-PostPressUsage shows those that were called.");

    private static string? FailedName(PostPressCheck check) => check.Status == PostPressCheck.Failed ? check.Name : null;

    private async Task<PostPressCheck> MakeAsync(string name, string? failed, Func<Task<StepOutcome>> make)
    {
        var begin = _options.Clock.GetTimestamp();
        var result = failed is null ? await make().ConfigureAwait(false) : StepOutcome.Skipped($"Not tested, because the check '{failed}' failed.");
        return new PostPressCheck
        {
            Name = Clean(name),
            Status = result.Status,
            Detail = Clean(result.Detail),
            Action = result.Action is null ? null : Clean(result.Action),
            Duration = _options.Clock.GetElapsedTime(begin),
        };
    }

    // Addresses, certificates, proxies and account ids are written by others, and a key may have been typed into any of them.
    private string Clean(string text) => _safe.Clean(text, length: 2000);
}

/// <summary>How a step of a test ended.</summary>
/// <param name="Status"><c>Passed</c>, <c>Failed</c> or <c>Skipped</c>.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Action">What to do, if anything.</param>
internal sealed record StepOutcome(string Status, string Detail, string? Action = null)
{
    public static StepOutcome Passed(string detail, string? action = null) => new(PostPressCheck.Passed, detail, action);

    public static StepOutcome Skipped(string detail, string? action = null) => new(PostPressCheck.Skipped, detail, action);

    public static StepOutcome Failed(string detail, string action) => new(PostPressCheck.Failed, detail, action);

    /// <summary>A failure on the way to the API, by the text and the advice that a run would show.</summary>
    /// <param name="id">Its id in the catalogue of errors.</param>
    /// <param name="reason">What the system says of it.</param>
    public static StepOutcome Unreachable(string id, string reason)
    {
        var advice = ErrorCatalogue.Find(id, status: null);
        return Failed($"{advice.Summary} ({id}) {Sentence(reason)}", advice.Action);
    }

    /// <summary>A key or an address that can't be used.</summary>
    public static StepOutcome Failed(InvalidConnectionException refusal) => Failed(refusal.Summary, refusal.RecommendedAction);

    /// <summary>A failure of a call, or of one that was not sent.</summary>
    public static StepOutcome Failed(PostPressApiException failure) =>
        Failed($"{failure.Summary} {Failures.Origin(failure)} {Sentence(failure.Detail)}", failure.RecommendedAction!);

    private static string Sentence(string? text) => string.IsNullOrEmpty(text) ? "" : text!.TrimEnd('.') + ".";
}
