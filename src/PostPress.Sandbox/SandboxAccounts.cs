using System.Collections.ObjectModel;

namespace PostPress.Sandbox;

/// <summary>The accounts of a sandbox with their lists, and those whose id names the error that they answer with.</summary>
internal sealed class SandboxAccounts(long relationCount)
{
    private const string ErrorPrefix = "acc_error_";

    private readonly Dictionary<string, SandboxList> _lists = new(StringComparer.Ordinal)
    {
        ["acc_sandbox_main"] = new(relationCount),
        ["acc_sandbox_small"] = new(Math.Min(relationCount, 25)),
        ["acc_sandbox_empty"] = new(0),
    };

    /// <summary>Their ids, the one with all relations first.</summary>
    public ReadOnlyCollection<string> Ids { get; } = Array.AsReadOnly(new[] { "acc_sandbox_main", "acc_sandbox_small", "acc_sandbox_empty" });

    /// <summary>The list of an account as it is at this moment; <see langword="null"/> where there is no such account.</summary>
    public SandboxList? List(string id)
    {
        lock (_lists)
        {
            return _lists.TryGetValue(id, out var list) ? list : null;
        }
    }

    /// <summary>Changes the list of an account. Who reads it meanwhile goes on with the list as it was: one answer is one moment.</summary>
    public void Change(string id, Action<SandboxList> change)
    {
        lock (_lists)
        {
            var list = _lists[id].Copy();
            change(list);
            _lists[id] = list;
        }
    }

    /// <summary>The error that the id names, as <c>acc_error_account_restricted</c> does, or <see langword="null"/>.</summary>
    public static SandboxError? Error(string id) =>
        id.StartsWith(ErrorPrefix, StringComparison.Ordinal) ? SandboxErrors.Find(id[ErrorPrefix.Length..]) : null;
}
