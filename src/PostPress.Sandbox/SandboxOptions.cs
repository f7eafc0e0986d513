namespace PostPress.Sandbox;

/// <summary>What a sandbox is like.</summary>
public sealed record SandboxOptions
{
    /// <summary>How many relations the main account has, 0 to 10,000,000.</summary>
    public long RelationCount { get; init; } = 1000;

    /// <summary>The port on 127.0.0.1; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>What the people and the chance of faults are made from: the same seed gives the same ones.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The key that it takes.</summary>
    public string ApiKey { get; init; } = "pp_test_sandbox_3k7d9x2f";

    /// <summary>The faults that it plays.</summary>
    public IReadOnlyList<SandboxFault> Faults { get; init; } = [];

    /// <summary>Where its clock stands until it is set again; <see langword="null"/> for the real time.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>The faults that are not of single calls, but how the lists live.</summary>
    internal IReadOnlyList<SandboxFault> Live => [.. Faults.Where(fault => fault is { Kind: SandboxFaultKind.Live })];
}
