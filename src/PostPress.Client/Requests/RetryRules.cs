namespace PostPress.Client;

/// <summary>The one place that decides whether a failed page is retried, and when.</summary>
internal sealed class RetryRules(ConnectionSettings settings, Func<double> random)
{
    private const double LongestPauseSec = 60;

    /// <summary>Whether the failure is transient, and the server allows a retry soon enough.</summary>
    public bool CanRetry(PostPressApiException failure) =>
        IsTransient(failure) && !failure.IsFinal && !(failure.RetryAfter > TimeSpan.FromSeconds(settings.MaximumRetryWaitSec));

    /// <summary>The pause before the first (0), second (1), … retry of a page.</summary>
    public TimeSpan Delay(int attempt, PostPressApiException failure)
    {
        // Retry-After is the earliest moment: what is random comes on top, so that many clients don't come back together.
        if (failure.RetryAfter is { } wait && wait > TimeSpan.Zero)
        {
            return wait + TimeSpan.FromSeconds(random() * Math.Min(5, 0.1 * wait.TotalSeconds + 0.2));
        }

        // At least half of the step, so that two calls never come close together.
        var step = Math.Min(LongestPauseSec, settings.RetryIntervalSec * Math.Pow(2, Math.Min(attempt, 30)));
        return TimeSpan.FromSeconds(step * (0.5 + random() / 2));
    }

    /// <summary>Whether a smaller page might be answered in time.</summary>
    public static bool IsTimeout(PostPressApiException failure) =>
        failure.Kind == FailureKind.Timeout || failure is { Kind: FailureKind.Api, Status: 504 };

    /// <summary>Whether the server refuses the size of the page and nothing else.</summary>
    public static bool IsRefusedSize(PostPressApiException failure) =>
        failure.Status is 400 or 413 && failure.Id is "limit_too_high" or "http_413";

    /// <summary>
    /// Whether the server refuses the cursor. By status: the API documents no type for a cursor that has expired, so the one it has may be new
    /// to us. What speaks of the key, the account or the pace is not about the cursor, and nothing that a proxy says is.
    /// </summary>
    public static bool IsRefusedCursor(PostPressApiException failure) =>
        failure.Kind == FailureKind.Api && failure.Status is >= 400 and < 500 and not (401 or 403 or 407 or 408 or 429) && !IsRefusedSize(failure);

    // 408, 429, 502, 503, 504 and lost connections are transient; of the 500s all but a failed sign-in.
    private static bool IsTransient(PostPressApiException failure) => failure.Kind switch
    {
        FailureKind.Timeout or FailureKind.Connection or FailureKind.Truncated => true,
        FailureKind.Api => failure.Status switch
        {
            408 or 429 or 502 or 503 or 504 => true,
            500 => failure.Id != "authentication_intent_error",
            _ => false,
        },
        _ => false,
    };
}

/// <summary>
/// How many retries a whole run may still spend. Every page that comes gives half a retry back, so a long run survives a server
/// that fails now and then, and one that fails most of the time is left alone soon. It is never less than what one page may have.
/// </summary>
internal sealed class RetryBudget(int maximumRetryCount)
{
    private const int Usual = 50;
    private const double BackPerPage = 0.5;

    // Several accounts can be read at once.
    private readonly object _gate = new();
    private double _left = Math.Max(Usual, maximumRetryCount);

    /// <summary>How many there are at the beginning, and at the most.</summary>
    public int Most { get; } = Math.Max(Usual, maximumRetryCount);

    public bool TrySpend()
    {
        lock (_gate)
        {
            if (_left < 1)
            {
                return false;
            }

            _left--;
            return true;
        }
    }

    public void PageCame()
    {
        lock (_gate)
        {
            _left = Math.Min(Most, _left + BackPerPage);
        }
    }
}

/// <summary>
/// Sees a rate limit that is the key's and not one account's: where several accounts are told to wait at once, the others wait too, instead
/// of running into it one after the other.
/// </summary>
internal sealed class KeyPause(TimeProvider clock)
{
    private const int Several = 2;

    private readonly object _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _told = new(StringComparer.Ordinal);

    /// <summary>An account was told to wait.</summary>
    public void Tell(string accountId, TimeSpan wait)
    {
        lock (_gate)
        {
            _told[accountId] = clock.GetUtcNow() + wait;
        }
    }

    /// <summary>How long every account has to wait from now; zero where the limit is not the key's, or over.</summary>
    public TimeSpan Left
    {
        get
        {
            lock (_gate)
            {
                var now = clock.GetUtcNow();
                foreach (var over in _told.Where(told => told.Value <= now).Select(told => told.Key).ToList())
                {
                    _told.Remove(over);
                }

                return _told.Count < Several ? TimeSpan.Zero : _told.Values.Max() - now;
            }
        }
    }
}
