namespace PostPress;

/// <summary>A service of an account, e.g. its messages.</summary>
public sealed class PostPressAccountSource
{
    /// <summary>The id.</summary>
    public string? Id { get; init; }

    /// <summary>The status, as the API gave it, e.g. <c>OK</c> or <c>CREDENTIALS</c>; <c>UNKNOWN</c> where it gave none.</summary>
    public string Status { get; init; } = AccountStatus.Unknown;

    /// <summary>The id and the status.</summary>
    public override string ToString() => $"{Id}: {Status}";
}
