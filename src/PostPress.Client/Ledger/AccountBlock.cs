using System.Security.Cryptography;
using System.Text;

namespace PostPress.Client;

/// <summary>Why an account is not to be called for a while: what it answered, and until when that holds.</summary>
/// <param name="Id">The id of the error that was answered.</param>
/// <param name="Status">Its HTTP status.</param>
/// <param name="Since">When it was answered.</param>
/// <param name="Until">When the account may be called again.</param>
/// <param name="Key">The key that it holds for, as <see cref="KeyOf"/> tells it; <see langword="null"/> for all.</param>
internal sealed record AccountBlock(string Id, int? Status, DateTimeOffset Since, DateTimeOffset Until, string? Key = null)
{
    private const string Restricted = "account_restricted";

    // Not invalid_credentials and insufficient_privileges: it may be the key that is wrong, which says nothing of the account.
    private static readonly HashSet<string> NeedLogin = new(StringComparer.Ordinal)
    {
        "disconnected_account",
        "disconnected_feature",
        "expired_credentials",
        "expired_link",
        "wrong_account",
        "multiple_sessions",
        "checkpoint_error",
        "invalid_checkpoint_solution",
        "unknown_authentication_context",
        "action_required",
        "authentication_intent_error",
    };

    /// <summary>What follows from a failure: a restricted account is left alone for a day, and so is one that needs its login; <see langword="null"/> for others.</summary>
    public static AccountBlock? Of(PostPressApiException failure, DateTimeOffset now, string key) =>
        failure.Kind != FailureKind.Api ? null
        : failure.Id == Restricted ? new AccountBlock(failure.Id, failure.Status, now, now + AccountUsage.Day)
        : NeedLogin.Contains(failure.Id) ? new AccountBlock(failure.Id, failure.Status, now, now + AccountUsage.Day, key)
        : null;

    /// <summary>The end of a <c>Retry-After</c>; <see langword="null"/> where none was sent.</summary>
    public static AccountBlock? RetryAfterOf(PostPressApiException failure, DateTimeOffset now) =>
        failure.RetryAfter is { } wait && wait > TimeSpan.Zero ? new AccountBlock(failure.Id, failure.Status, now, now + wait) : null;

    /// <summary>
    /// Tells the keys of an account apart and says nothing of them: a hash of the account that is keyed with the key, cut short, so that not
    /// even a guess could be confirmed.
    /// </summary>
    public static string KeyOf(PostPressConnection connection, string accountId)
    {
        using var hash = new HMACSHA256(Encoding.UTF8.GetBytes(connection.RevealKey()));
        return BitConverter.ToString(hash.ComputeHash(Encoding.UTF8.GetBytes(accountId)), 0, 4).Replace("-", "");
    }

    /// <summary>Whether it holds for a key.</summary>
    public bool IsFor(string key) => Key is null || Key == key;

    /// <summary>The same at another time, for a clock that was set back.</summary>
    public AccountBlock Moved(TimeSpan by) => this with { Since = Since + by, Until = Until + by };
}
