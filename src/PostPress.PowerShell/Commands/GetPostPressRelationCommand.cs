using System.Management.Automation;
using PostPress.Client;

namespace PostPress.Commands;

/// <summary>
/// <c>Get-PostPressRelation</c>: writes the relations of accounts, each as soon as its page is here. One account's failure is a
/// non-terminating error, and the next account goes on.
/// </summary>
[Cmdlet(VerbsCommon.Get, "PostPressRelation", SupportsPaging = true, HelpUri = "https://postpress.ai/docs/powershell/Get-PostPressRelation")]
[OutputType(typeof(UserRelation))]
public sealed class GetPostPressRelationCommand : AccountCommand
{
    private PostPressClient? _client;

    /// <summary>Makes the cmdlet.</summary>
    public GetPostPressRelationCommand()
        : base("Reading relations")
    {
    }

    /// <summary>Keeps relations whose name matches; the server does the matching.</summary>
    [Parameter]
    public string? Filter { get; set; }

    /// <summary>Keeps those who connected at this time or later, and reads no further than to them. Default: all.</summary>
    [Parameter]
    [TimeArgument]
    public DateTimeOffset Since { get; set; }

    /// <summary>Keeps those who connected before this time. Default: all.</summary>
    [Parameter]
    [TimeArgument]
    public DateTimeOffset Until { get; set; }

    /// <summary>The most relations to ask for in one call. 1 to 1000; default 1000, the fewest calls.</summary>
    [Parameter]
    [ValidateRange(1, RelationQuery.MaximumPageSize)]
    public int PageSize { get; set; } = RelationQuery.MaximumPageSize;

    /// <summary>Where to start: the cursor that an error gave to resume from.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Cursor { get; set; }

    /// <summary>Reads every page again until two readings agree; otherwise two calls verify a list of several pages.</summary>
    [Parameter]
    public SwitchParameter VerifyEveryPage { get; set; }

    /// <summary>Finds the connection. A terminating error where there is none, and for parameters that can't be together.</summary>
    protected override void BeginProcessing()
    {
        if (Given(nameof(Since)) && Given(nameof(Until)) && Since > Until)
        {
            ThrowTerminatingError(ErrorRecords.SinceAfterUntil(Since, Until));
        }

        if (Given(nameof(Since)) && Given(nameof(Cursor)))
        {
            ThrowTerminatingError(ErrorRecords.SinceWithCursor());
        }

        var connection = FindConnection();
        _client = new PostPressClient(connection, OptionsFor(connection));
    }

    /// <summary>Says in one line what was done.</summary>
    protected override void EndProcessing() => View.Summarize(_client!.Statistics);

    private protected override void DisposeRun() => _client?.Dispose();

    private protected override void Refuse(ErrorRecord error) => WriteError(error);

    private protected override void Take(string accountId)
    {
        if (PagingParameters.IncludeTotalCount)
        {
            // The API tells no total; an accuracy of 0 is PowerShell's way to say so.
            WriteObject(PagingParameters.NewTotalCount(0, accuracy: 0));
        }

        try
        {
            WritePages(accountId);
        }
        catch (PostPressApiException failure)
        {
            WriteError(ErrorRecords.From(failure, accountId));
        }
    }

    private void WritePages(string accountId)
    {
        var pages = _client!.ReadRelationsAsync(QueryFor(accountId), StopToken).GetAsyncEnumerator(StopToken);
        try
        {
            while (Await(() => pages.MoveNextAsync().AsTask()))
            {
                PostPressSession.Current.Remember(accountId);
                View.Count(accountId, _client.Statistics.Relations, _client.Statistics.Pages);
                foreach (var relation in pages.Current.Relations)
                {
                    WriteObject(relation);
                }

                if (pages.Current.Check is { } check)
                {
                    View.Show(accountId, check);
                }
            }
        }
        finally
        {
            pages.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private RelationQuery QueryFor(string accountId) => new()
    {
        AccountId = accountId,
        Filter = Filter,
        Since = Given(nameof(Since)) ? Since : null,
        Until = Given(nameof(Until)) ? Until : null,
        PageSize = PageSize,
        Skip = Clamp(PagingParameters.Skip),
        First = Clamp(PagingParameters.First),
        Cursor = Cursor,
        VerifyEveryPage = VerifyEveryPage,
        ResumeAdvice = Given(nameof(Since)) ? "The same command begins again with the newest." : null,
    };

    // The engine's paging parameters are unsigned; no list has so many.
    private static long Clamp(ulong value) => (long)Math.Min(value, long.MaxValue);
}
