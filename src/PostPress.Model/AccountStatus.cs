namespace PostPress;

/// <summary>The statuses of an account, and which of several counts.</summary>
internal static class AccountStatus
{
    /// <summary>Nobody says how it is.</summary>
    public const string Unknown = "UNKNOWN";

    /// <summary>Those that the API documents, the worst first, each with what it means.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> Documented { get; } =
    [
        ("ERROR", "Stopped by an error."),
        ("CREDENTIALS", "The login must be renewed."),
        ("PERMISSIONS", "Some permissions are missing."),
        ("STOPPED", "Not running."),
        ("CONNECTING", "Not connected yet."),
        ("OK", "Running."),
    ];

    // What is not known is no good news, but hides none of those that say what to do.
    private const double RankOfOthers = 3.5;

    /// <summary>The worst of them; of those that nobody documented the first. <see cref="Unknown"/> where there is none.</summary>
    public static string Worst(IEnumerable<string> statuses) => statuses.OrderBy(Rank).FirstOrDefault() ?? Unknown;

    private static double Rank(string status)
    {
        for (var rank = 0; rank < Documented.Count; rank++)
        {
            if (Documented[rank].Name.Equals(status, StringComparison.OrdinalIgnoreCase))
            {
                return rank;
            }
        }

        return RankOfOthers;
    }
}
