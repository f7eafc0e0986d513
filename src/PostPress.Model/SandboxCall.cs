namespace PostPress;

/// <summary>A call that the sandbox saw, as it came: for tests of scripts, and to see how often a script calls.</summary>
public sealed record SandboxCall
{
    /// <summary>When it came, by the sandbox's clock, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The path, e.g. <c>/v1/users/relations</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The account that was asked for.</summary>
    public string? AccountId { get; init; }

    /// <summary>The page size that was asked for, as sent.</summary>
    public string? Limit { get; init; }

    /// <summary>The cursor that was sent.</summary>
    public string? Cursor { get; init; }

    /// <summary>The filter that was sent, decoded.</summary>
    public string? Filter { get; init; }

    /// <summary>The status that was answered; 0 where the connection was dropped instead.</summary>
    public required int Status { get; init; }

    /// <summary>How many relations were in the answer.</summary>
    public int RelationCount { get; init; }

    /// <summary>The fault that was played, if any.</summary>
    public string? Fault { get; init; }
}
