using System.Collections.ObjectModel;

namespace PostPress.Sandbox;

/// <summary>The accounts of a sandbox, and those whose id names the error that they answer with.</summary>
internal sealed class SandboxAccounts(long relationCount)
{
    private const string ErrorPrefix = "acc_error_";

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal)
    {
        ["acc_sandbox_main"] = relationCount,
        ["acc_sandbox_small"] = Math.Min(relationCount, 25),
        ["acc_sandbox_empty"] = 0,
    };

    /// <summary>Their ids, the one with all relations first.</summary>
    public ReadOnlyCollection<string> Ids { get; } = Array.AsReadOnly(new[] { "acc_sandbox_main", "acc_sandbox_small", "acc_sandbox_empty" });

    /// <summary>How many relations an account has; <see langword="null"/> where there is no such account.</summary>
    public long? Count(string id) => _counts.TryGetValue(id, out var count) ? count : null;

    /// <summary>The error that the id names, as <c>acc_error_account_restricted</c> does, or <see langword="null"/>.</summary>
    public static SandboxError? Error(string id) =>
        id.StartsWith(ErrorPrefix, StringComparison.Ordinal) ? SandboxErrors.Find(id[ErrorPrefix.Length..]) : null;
}
