using System.Collections.ObjectModel;

namespace PostPress.Sandbox;

/// <summary>The accounts of a sandbox with their lists, and those whose id names the error that they answer with.</summary>
internal sealed class SandboxAccounts(SandboxOptions options)
{
    private const string ErrorPrefix = "acc_error_";

    private readonly Dictionary<string, SandboxList> _lists = new(StringComparer.Ordinal)
    {
        ["acc_sandbox_main"] = new(options.RelationCount),
        ["acc_sandbox_small"] = new(Math.Min(options.RelationCount, 25)),
        ["acc_sandbox_empty"] = new(0),
    };

    private readonly Dictionary<string, SandboxLife> _lives = new(StringComparer.Ordinal);

    /// <summary>The time that the lists have come to.</summary>
    public SandboxClock Clock { get; } = new(options.Now);

    /// <summary>Their ids, the one with all relations first.</summary>
    public ReadOnlyCollection<string> Ids { get; } = Array.AsReadOnly(new[] { "acc_sandbox_main", "acc_sandbox_small", "acc_sandbox_empty" });

    /// <summary>The list of an account as it is at this moment; <see langword="null"/> where there is no such account.</summary>
    public SandboxList? List(string id)
    {
        lock (_lists)
        {
            return _lists.ContainsKey(id) ? Current(id) : null;
        }
    }

    /// <summary>Changes the list of an account. Who reads it meanwhile goes on with the list as it was: one answer is one moment.</summary>
    public void Change(string id, Action<SandboxList> change)
    {
        lock (_lists)
        {
            var list = Current(id).Copy();
            change(list);
            _lists[id] = list;
        }
    }

    private SandboxList Current(string id)
    {
        if (!_lives.TryGetValue(id, out var life))
        {
            _lives[id] = life = new SandboxLife(options, id);
        }

        var moment = Clock.Now;
        if (life.IsDue(moment))
        {
            var list = _lists[id].Copy();
            life.Live(list, moment);
            _lists[id] = list;
        }

        return _lists[id];
    }

    /// <summary>The error that the id names, as <c>acc_error_account_restricted</c> does, or <see langword="null"/>.</summary>
    public static SandboxError? Error(string id) =>
        id.StartsWith(ErrorPrefix, StringComparison.Ordinal) ? SandboxErrors.Find(id[ErrorPrefix.Length..]) : null;
}
