namespace PostPress.Sandbox;

/// <summary>Decides which fault strikes a call. With one seed and the same calls one after the other, always the same.</summary>
internal sealed class FaultPlan(IReadOnlyList<SandboxFault> faults, int seed)
{
    // A life strikes no call.
    private readonly SandboxFault[] _faults = [.. faults.Where(fault => fault is not { Kind: SandboxFaultKind.Live })];
    private readonly Random _random = new(seed);
    private readonly int[] _struck = new int[faults.Count];
    private readonly Dictionary<string, int> _pagesServed = new(StringComparer.Ordinal);
    private readonly object _gate = new();

    /// <summary>Whether a fault of this kind moves the list; its answer is right all the same.</summary>
    public static bool MovesList(SandboxFaultKind kind) => kind is SandboxFaultKind.Shift or SandboxFaultKind.Remove or SandboxFaultKind.Churn;

    /// <summary>The fault for this call, or <see langword="null"/>: the first that strikes, in the order they were given.</summary>
    /// <param name="accountId">The list that is read: an account, or the path of the accounts.</param>
    /// <param name="isFirstPage">Whether its reading begins.</param>
    /// <param name="canMove">Whether it is a list of people, who can connect and leave.</param>
    public SandboxFault? Next(string accountId, bool isFirstPage, bool canMove = true)
    {
        lock (_gate)
        {
            if (isFirstPage)
            {
                _pagesServed[accountId] = 0;
            }

            var page = (_pagesServed.TryGetValue(accountId, out var served) ? served : 0) + 1;
            for (var i = 0; i < _faults.Length; i++)
            {
                if ((canMove || !MovesList(_faults[i].Kind)) && Strikes(_faults[i], page, _struck[i]))
                {
                    _struck[i]++;
                    return _faults[i];
                }
            }

            return null;
        }
    }

    /// <summary>A page went out whole.</summary>
    public void Served(string accountId)
    {
        lock (_gate)
        {
            _pagesServed[accountId] = (_pagesServed.TryGetValue(accountId, out var served) ? served : 0) + 1;
        }
    }

    private bool Strikes(SandboxFault fault, int page, int struck)
    {
        var times = fault.Times ?? (fault.Page is null ? int.MaxValue : 1);
        return struck < times && (fault.Page is null || fault.Page == page) && (fault.Probability >= 1 || _random.NextDouble() < fault.Probability);
    }
}
