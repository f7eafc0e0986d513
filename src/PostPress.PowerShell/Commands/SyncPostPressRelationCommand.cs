using System.Management.Automation;
using PostPress.Client;

namespace PostPress.Commands;

/// <summary>
/// <c>Sync-PostPressRelation</c>: keeps the relations of accounts in a file current, and writes what has changed. Most days cost one call.
/// </summary>
[Cmdlet(VerbsData.Sync, "PostPressRelation", DefaultParameterSetName = PathSet, SupportsShouldProcess = true, HelpUri = "https://postpress.ai/docs/powershell/Sync-PostPressRelation")]
[OutputType(typeof(PostPressRelationChange), typeof(PostPressSync))]
public sealed class SyncPostPressRelationCommand : RelationFileCommand
{
    private readonly List<PostPressSync> _done = [];
    private RelationSync? _sync;
    private bool _isLook;

    /// <summary>Makes the cmdlet.</summary>
    public SyncPostPressRelationCommand()
        : base("Syncing relations")
    {
    }

    /// <summary>How many of the newest people to ask for first. 1 to 1000; default 100. A full read asks for 1000 at once.</summary>
    [Parameter]
    [ValidateRange(1, RelationQuery.MaximumPageSize)]
    public int PageSize { get; set; } = 100;

    /// <summary>How old the last full read may be. Default: 7 days; 0 for a full read each time.</summary>
    [Parameter]
    [ValidateTime]
    public TimeSpan FullEvery { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Reads the whole list now.</summary>
    [Parameter]
    public SwitchParameter Full { get; set; }

    /// <summary>Takes another address of the picture for a change; LinkedIn's expire.</summary>
    [Parameter]
    public SwitchParameter IncludePicture { get; set; }

    /// <summary>Writes the people of a first run as added.</summary>
    [Parameter]
    public SwitchParameter ReportInitial { get; set; }

    /// <summary>Syncs the files.</summary>
    private protected override void End()
    {
        var files = FindFiles();
        var requests = files.Select(Request).Where(IsWanted).ToList();
        if (requests.Count > 0)
        {
            _sync = MakeSync();
            requests = requests.ConvertAll(request => request with { ReadOnly = _isLook });
            RunEach(requests, request => _sync.SyncAsync(request, StopToken), request => TrySyncAsync(_sync, request), Take);
            View.Summarize(_sync.Statistics);
        }

        foreach (var account in PassThru ? _done : [])
        {
            WriteObject(account);
        }
    }

    private protected override void DisposeRun() => _sync?.Dispose();

    // With -WhatIf the list is read all the same: only that shows what would change.
    private bool IsWanted(SyncRequest request)
    {
        var what = DisplayText.Clean($"Sync the relations of {string.Join(", ", request.File.AccountIds)} to '{request.File.Path}'");
        var isWanted = ShouldProcess(what, what + "?", "Sync-PostPressRelation", out var reason);
        _isLook |= reason == ShouldProcessReason.WhatIf;
        return isWanted || _isLook;
    }

    private RelationSync MakeSync()
    {
        var connection = FindConnection();
        return new RelationSync(connection, OptionsFor(connection));
    }

    private async Task<SyncOutcome> TrySyncAsync(RelationSync sync, SyncRequest request)
    {
        using var one = sync.CreateAccountScope();
        return await one.TrySyncAsync(request, StopToken).ConfigureAwait(false);
    }

    // The file is held until its changes are taken.
    private void Take(SyncOutcome outcome)
    {
        using (outcome)
        {
            Show(outcome);
        }

        _done.AddRange(outcome.Accounts);
    }

    private void Show(SyncOutcome outcome)
    {
        WriteErrors(outcome.Failures, outcome.Refusals, outcome.Accounts[0].Path);
        foreach (var account in outcome.Accounts)
        {
            View.End(account.AccountId);
            if (account.Read != PostPressSync.NoRead)
            {
                PostPressSession.Current.Remember(account.AccountId);
                View.Show(account);
            }
        }

        if (_isLook)
        {
            foreach (var account in outcome.Accounts)
            {
                ShouldProcess(
                    DisplayText.Clean(account.Path),
                    DisplayText.Clean($"Write {account.Rows:N0} relations of {account.AccountId}: {account.Added:N0} added, {account.Removed:N0} removed, {account.Changed:N0} changed"));
            }

            return;
        }

        foreach (var change in outcome.Changes)
        {
            WriteObject(change);
        }

        // Only here has the pipeline taken all of them: a later command that stops it makes WriteObject throw.
        outcome.Delivered();
    }

    private SyncRequest Request(ExportRequest file) => new()
    {
        File = file,
        NewestPageSize = PageSize,
        FullEvery = FullEvery,
        Full = Full,
        IncludePicture = IncludePicture,
        ReportInitial = ReportInitial,
    };
}
