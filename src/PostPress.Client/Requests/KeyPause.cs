namespace PostPress.Client;

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
