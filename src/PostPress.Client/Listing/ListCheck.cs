namespace PostPress.Client;

/// <summary>What the verification of a list found: whether it moved while it was read, and whether everybody who stayed is there.</summary>
/// <param name="Verified">Whether the list stood still where it was looked at again, or what had moved was read once more.</param>
/// <param name="Reason">Why it is not verified, a sentence for the user; <see langword="null"/> where it is.</param>
/// <param name="Added">Relations that connected while the list was read, found by the verification.</param>
/// <param name="Missed">Relations that the first reading had missed, because others left while it was read.</param>
public sealed record ListCheck(bool Verified, string? Reason, long Added, long Missed);
