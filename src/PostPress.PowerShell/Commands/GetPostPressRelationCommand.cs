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
    // Those that are being read, the one that has waited longest first.
    private readonly List<AccountReading> _readings = [];
    private PostPressClient? _client;
    private DateTimeOffset? _since;
    private DateTimeOffset? _until;

    /// <summary>Makes the cmdlet.</summary>
    public GetPostPressRelationCommand()
        : base("Reading relations")
    {
    }

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
    private protected override void Begin()
    {
        base.Begin();
        _since = TimeArgumentAttribute.Accepted(this, nameof(Since), Since);
        _until = TimeArgumentAttribute.Accepted(this, nameof(Until), Until);
        if (_since > _until)
        {
            ThrowTerminatingError(ErrorRecords.SinceAfterUntil(Since, Until));
        }

        if (_since is not null && Given(nameof(Cursor)))
        {
            ThrowTerminatingError(ErrorRecords.SinceWithCursor());
        }

        var connection = FindConnection();
        _client = new PostPressClient(connection, OptionsFor(connection));
    }

    /// <summary>Reads the rest, and says in one line what was done.</summary>
    private protected override void End()
    {
        while (_readings.Count > 0)
        {
            WriteNext();
        }

        View.Summarize(_client!.Statistics);
    }

    private protected override void DisposeRun()
    {
        foreach (var reading in _readings)
        {
            reading.Dispose();
        }

        _client?.Dispose();
    }

    private protected override void Refuse(ErrorRecord error) => WriteError(error);

    private protected override void Take(string accountId)
    {
        if (PagingParameters.IncludeTotalCount)
        {
            // The API tells no total; an accuracy of 0 is PowerShell's way to say so.
            WriteObject(PagingParameters.NewTotalCount(0, accuracy: 0));
        }

        _readings.Add(new AccountReading(_client!.CreateAccountScope(), QueryFor(accountId), StopToken));
        while (_readings.Count >= ThrottleLimit)
        {
            WriteNext();
        }
    }

    // The next page that comes, of any account. The one behind it is asked for when all of it is written: the pipeline may not want it.
    private void WriteNext()
    {
        var coming = Await(Task.WhenAny(_readings.Select(reading => reading.Coming)));
        var reading = _readings.First(reading => reading.Coming == coming);
        _readings.Remove(reading);
        var goesOn = false;
        try
        {
            if (Await(reading.Coming))
            {
                Write(reading);
                reading.Advance();
                _readings.Add(reading);
                goesOn = true;
            }
        }
        catch (PostPressApiException failure)
        {
            WriteError(ErrorRecords.From(failure, reading.AccountId));
        }
        finally
        {
            if (!goesOn)
            {
                reading.Dispose();
                View.End(reading.AccountId);
            }
        }
    }

    private void Write(AccountReading reading)
    {
        PostPressSession.Current.Remember(reading.AccountId);
        View.Count(reading.AccountId, reading.Statistics.Relations, reading.Statistics.Pages);
        foreach (var relation in reading.Page.Relations)
        {
            WriteObject(relation);
        }

        if (reading.Page.Check is { } check)
        {
            View.Show(reading.AccountId, check);
        }
    }

    private RelationQuery QueryFor(string accountId) => new()
    {
        AccountId = accountId,
        Filter = Filter,
        Since = _since,
        Until = _until,
        PageSize = PageSize,
        Skip = Clamp(PagingParameters.Skip),
        First = Clamp(PagingParameters.First),
        Cursor = Cursor,
        VerifyEveryPage = VerifyEveryPage,
        ResumeAdvice = _since is not null ? "The same command begins again with the newest." : null,
    };

    // The engine's paging parameters are unsigned; no list has so many.
    private static long Clamp(ulong value) => (long)Math.Min(value, long.MaxValue);
}
