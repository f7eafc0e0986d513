namespace PostPress.Client;

/// <summary>How a step of a test ended.</summary>
/// <param name="Status"><c>Passed</c>, <c>Failed</c> or <c>Skipped</c>.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Action">What to do, if anything.</param>
internal sealed record CheckResult(string Status, string Detail, string? Action = null)
{
    /// <summary>Whether the step failed.</summary>
    public bool IsFailed => Status == PostPressCheck.Failed;

    public static CheckResult Passed(string detail, string? action = null) => new(PostPressCheck.Passed, detail, action);

    public static CheckResult Skipped(string detail, string? action = null) => new(PostPressCheck.Skipped, detail, action);

    public static CheckResult Failed(string detail, string action) => new(PostPressCheck.Failed, detail, action);

    /// <summary>A failure on the way to the API, by the text and the advice that a run would show.</summary>
    public static CheckResult Failed(NetworkFault fault)
    {
        var advice = ErrorCatalogue.Find(fault.Id, status: null);
        return Failed($"{advice.Summary} ({fault.Id}) {Sentence(fault.Reason)}", advice.Action);
    }

    /// <summary>A key or an address that can't be used.</summary>
    public static CheckResult Failed(InvalidConnectionException refusal) => Failed(refusal.Summary, refusal.RecommendedAction);

    /// <summary>A failure of a call, or of one that was not sent.</summary>
    public static CheckResult Failed(PostPressApiException failure) =>
        Failed($"{failure.Summary} {Failures.Origin(failure)} {Sentence(failure.Detail)}", failure.RecommendedAction!);

    private static string Sentence(string? text) => string.IsNullOrEmpty(text) ? "" : text!.TrimEnd('.') + ".";
}

/// <summary>A failure on the way to the API.</summary>
/// <param name="Id">Its id in the catalogue of errors.</param>
/// <param name="Reason">What the system says of it.</param>
internal sealed record NetworkFault(string Id, string Reason);
