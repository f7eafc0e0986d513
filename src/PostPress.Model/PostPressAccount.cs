using System.Collections.ObjectModel;

namespace PostPress;

/// <summary>An account that is linked to the workspace of the API key. Texts are as the API gave them; only the views and <see cref="ToString"/> clean them.</summary>
/// <remarks>
/// The properties are <c>init</c>, so that PowerShell can cast a hashtable to an account
/// (<c>[PostPress.PostPressAccount]@{ Id = 'acc_1'; Type = 'LINKEDIN' }</c>) in tests of scripts that take accounts.
/// </remarks>
public sealed class PostPressAccount
{
    /// <summary>The id, which the other commands take as <c>-AccountId</c>.</summary>
    public string? Id { get; init; }

    /// <summary>What the PostPress dashboard calls it.</summary>
    public string? Name { get; init; }

    /// <summary>Where the account is: <c>LINKEDIN</c>, <c>MAIL</c>, <c>WHATSAPP</c> and others; also one that nobody documented, as text.</summary>
    public string? Type { get; init; }

    /// <summary>
    /// The worst status of its sources: <c>ERROR</c>, <c>CREDENTIALS</c>, <c>PERMISSIONS</c>, <c>STOPPED</c>, one that nobody documented,
    /// <c>UNKNOWN</c>, <c>CONNECTING</c>, <c>OK</c>. <c>UNKNOWN</c> where no source says a status.
    /// </summary>
    public string Status { get; init; } = UnknownStatus;

    /// <summary>When the account was linked, in UTC; <see langword="null"/> where the API gave no time.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When the provider last fetched something from it, in UTC; <see langword="null"/> where it never did.</summary>
    public DateTimeOffset? LastFetchedAt { get; init; }

    /// <summary>The services of the account, each with a status of its own.</summary>
    public ReadOnlyCollection<PostPressAccountSource> Source { get; init; } = Array.AsReadOnly(Array.Empty<PostPressAccountSource>());

    /// <summary>Nobody says how it is.</summary>
    internal const string UnknownStatus = "UNKNOWN";

    /// <summary>Those that the API documents, the worst first, each with what it means.</summary>
    internal static IReadOnlyList<(string Name, string Meaning)> DocumentedStatuses { get; } =
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

    /// <summary>The worst of them; of those that nobody documented the first. <see cref="UnknownStatus"/> where there is none.</summary>
    internal static string WorstStatus(IEnumerable<string> statuses) => statuses.OrderBy(Rank).FirstOrDefault() ?? UnknownStatus;

    private static double Rank(string status)
    {
        for (var rank = 0; rank < DocumentedStatuses.Count; rank++)
        {
            if (DocumentedStatuses[rank].Name.Equals(status, StringComparison.OrdinalIgnoreCase))
            {
                return rank;
            }
        }

        return RankOfOthers;
    }

    /// <summary>The id, in one line that is safe to show: an account in the place of a string is the account.</summary>
    public override string ToString() => DisplayText.Clean(Id);
}

/// <summary>A service of an account, e.g. its messages.</summary>
public sealed class PostPressAccountSource
{
    /// <summary>The id.</summary>
    public string? Id { get; init; }

    /// <summary>The status, as the API gave it, e.g. <c>OK</c> or <c>CREDENTIALS</c>; <c>UNKNOWN</c> where it gave none.</summary>
    public string Status { get; init; } = PostPressAccount.UnknownStatus;

    /// <summary>The id and the status, in one line that is safe to show.</summary>
    public override string ToString() => DisplayText.Clean($"{Id}: {Status}");
}
