namespace PostPress;

/// <summary>What an export did. <see cref="Status"/> says whether the file is whole.</summary>
public sealed record PostPressExport
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary><c>Complete</c>, or the id of the error that stopped it; then the file is not there yet, and the same command resumes.</summary>
    public required string Status { get; init; }

    /// <summary>Relations in the file, those of an earlier run that was resumed included.</summary>
    public required long Rows { get; init; }

    /// <summary>Relations that an earlier run had written; 0 where this run started from the beginning.</summary>
    public required long ResumedFrom { get; init; }

    /// <summary>Relations that came again, because the list grew while it was read, and were left out.</summary>
    public required long DuplicatesDropped { get; init; }

    /// <summary>Requests sent by this run.</summary>
    public required long Calls { get; init; }

    /// <summary>Requests sent again after a failure.</summary>
    public required long Retries { get; init; }

    /// <summary>How long this run took.</summary>
    public required TimeSpan Duration { get; init; }
}
