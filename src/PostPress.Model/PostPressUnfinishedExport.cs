using System.Collections.ObjectModel;

namespace PostPress;

/// <summary>An export that is not in place yet: it failed, was stopped or killed, or is running. Found by its journal.</summary>
public sealed record PostPressUnfinishedExport
{
    /// <summary>The file that it is to become.</summary>
    public required string Path { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public required DateTimeOffset BeganAt { get; init; }

    /// <summary>How long ago that was. Older than <c>-MaximumAge</c> it restarts.</summary>
    public required TimeSpan Age { get; init; }

    /// <summary>The accounts.</summary>
    public required ReadOnlyCollection<string> AccountId { get; init; }

    /// <summary>Those of them that are still to be read, or to be read on.</summary>
    public required ReadOnlyCollection<string> PendingAccountId { get; init; }

    /// <summary>Relations that are in the work file.</summary>
    public required long Rows { get; init; }

    /// <summary>The page that comes next, from 1, of the first pending account; <see langword="null"/> where none is pending.</summary>
    public long? NextPage { get; init; }
}
