namespace PostPress.Client;

/// <summary>Which file to keep current, and how.</summary>
public sealed record SyncRequest
{
    /// <summary>The file, its accounts and its format. Its page size is that of full reads.</summary>
    public required ExportRequest File { get; init; }

    /// <summary>How many of the newest people are asked for first, 1 to 1000.</summary>
    public int NewestPageSize { get; init; } = 100;

    /// <summary>How old the last full read may be before the next one is due; zero for a full read each time.</summary>
    public TimeSpan FullEvery { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Whether the whole list is read now.</summary>
    public bool Full { get; init; }

    /// <summary>Whether a changed address of a picture alone is a change.</summary>
    public bool IncludePicture { get; init; }

    /// <summary>Whether the people of a first read are told as added.</summary>
    public bool ReportInitial { get; init; }

    /// <summary>Whether it is only seen what would change: nothing is written.</summary>
    public bool ReadOnly { get; init; }
}
