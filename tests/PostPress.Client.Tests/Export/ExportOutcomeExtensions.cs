namespace PostPress.Client.Tests.Export;

/// <summary>Most tests export one account.</summary>
internal static class ExportOutcomeExtensions
{
    extension(ExportOutcome outcome)
    {
        public PostPressExport Export => Assert.Single(outcome.Exports);

        public PostPressApiException? Failure => outcome.Failures.SingleOrDefault();
    }
}
