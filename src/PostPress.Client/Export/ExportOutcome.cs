namespace PostPress.Client;

/// <summary>How an export ended.</summary>
/// <param name="Exports">What was done, for each account.</param>
/// <param name="Failures">Why the lists of some accounts could not be read to their end.</param>
/// <param name="Refusal">Why the file was not written or not put in place; <see langword="null"/> where it was, or waits for an account that failed.</param>
public sealed record ExportOutcome(IReadOnlyList<PostPressExport> Exports, IReadOnlyList<PostPressApiException> Failures, ExportFileException? Refusal);
