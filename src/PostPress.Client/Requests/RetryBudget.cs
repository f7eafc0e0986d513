namespace PostPress.Client;

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
