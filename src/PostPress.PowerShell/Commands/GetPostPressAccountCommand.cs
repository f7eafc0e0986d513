using System.Management.Automation;
using PostPress.Client;

namespace PostPress.Commands;

/// <summary>
/// <c>Get-PostPressAccount</c>: writes the accounts of the workspace, each page as soon as it is here, or those with the ids that are given.
/// A list that can't be read to its end is a terminating error, so that no later command takes a part of it for all; an id that is none is
/// a non-terminating one, and the next goes on.
/// </summary>
[Cmdlet(VerbsCommon.Get, "PostPressAccount", HelpUri = "https://postpress.ai/docs/powershell/Get-PostPressAccount")]
[OutputType(typeof(PostPressAccount))]
public sealed class GetPostPressAccountCommand : ApiCommand
{
    private readonly HashSet<string> _asked = [];
    private PostPressClient? _client;
    private long _left;

    /// <summary>Makes the cmdlet.</summary>
    public GetPostPressAccountCommand()
        : base("Reading accounts", "account")
    {
    }

    /// <summary>The accounts to get, e.g. acc_linkedin_01HXYZ4QK3WJ8FN3M6QH7TZ8GR. Default: all of the workspace.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("AccountId")]
    [AccountIdArgument(TakesRelations = true)]
    [ArgumentCompleter(typeof(ValueCompleter))]
    public string[]? Id { get; set; }

    /// <summary>Keeps accounts of these types, e.g. LINKEDIN, in any case.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ValueCompleter))]
    [ListArgument]
    public string[] Type { get; set; } = [];

    /// <summary>Keeps accounts of these statuses, e.g. OK or CREDENTIALS, in any case.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ValueCompleter))]
    [ListArgument]
    public string[] Status { get; set; } = [];

    /// <summary>The most accounts to get. Default: all.</summary>
    [Parameter]
    public ulong First { get; set; } = ulong.MaxValue;

    private AccountQuery Query => new() { Types = Type, Statuses = Status, First = _left };

    /// <summary>Finds the connection; a terminating error where there is none.</summary>
    private protected override void Begin()
    {
        _client = new PostPressClient(FindConnection(), new ClientOptions { Observer = happened => Post(() => View.Show(happened)) });
        _left = (long)Math.Min(First, long.MaxValue);
    }

    /// <summary>Gets the accounts that came.</summary>
    private protected override void Process()
    {
        foreach (var id in AccountIdArgumentAttribute.Accepted(this, Id, WriteError))
        {
            // Many relations say the same account.
            if (_left > 0 && _asked.Add(id))
            {
                Find(id);
            }
        }
    }

    /// <summary>Gets all where none was given, and says in one line what was done.</summary>
    private protected override void End()
    {
        // An empty pipeline into this command means none, not all.
        if (Id is null && !MyInvocation.ExpectingInput)
        {
            ListAll();
        }

        View.Summarize(_client!.Statistics);
    }

    private protected override void DisposeRun() => _client?.Dispose();

    private void Find(string id)
    {
        try
        {
            var account = Await(() => _client!.ReadAccountAsync(id, StopToken));
            View.Count(id, 1, 1);
            Write([account]);
        }
        catch (PostPressApiException failure)
        {
            WriteError(ErrorRecords.From(failure, id));
        }
        finally
        {
            View.End(id);
        }
    }

    private void ListAll()
    {
        var pages = _client!.ReadAccountsAsync(Query, StopToken).GetAsyncEnumerator(StopToken);
        try
        {
            while (Await(() => pages.MoveNextAsync().AsTask()))
            {
                View.Count("", _client.Statistics.Accounts ?? 0, _client.Statistics.Pages);
                Write(pages.Current);
            }
        }
        finally
        {
            pages.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private void Write(IReadOnlyList<PostPressAccount> accounts)
    {
        var wanted = accounts.Where(Query.Matches).ToList();
        PostPressSession.Current.Remember(wanted);
        foreach (var account in wanted)
        {
            _left--;
            WriteObject(account);
        }
    }
}
