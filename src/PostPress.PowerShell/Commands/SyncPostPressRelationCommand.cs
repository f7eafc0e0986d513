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
    private RelationSync? _sync;

    // Held from the reading until its changes are taken, or given back by Dispose where a later command stops the pipeline.
    private SyncOutcome? _outcome;

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
    [ValidateAge]
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
    protected override void EndProcessing()
    {
        var files = FindFiles();
        List<PostPressSync> done = [];
        foreach (var file in files)
        {
            if (ShouldProcess(Describe(file), Describe(file) + "?", "Sync-PostPressRelation", out var reason) || reason == ShouldProcessReason.WhatIf)
            {
                var isLook = reason == ShouldProcessReason.WhatIf;
                _sync ??= MakeSync();
                done.AddRange(Sync(_sync, Request(file, isLook), isOnly: files.Count == 1));
            }
        }

        if (_sync is not null)
        {
            View.Summarize(_sync.Statistics);
        }

        if (PassThru)
        {
            WriteObject(done, enumerateCollection: true);
        }
    }

    private protected override void DisposeRun()
    {
        _outcome?.Dispose();
        _sync?.Dispose();
    }

    private RelationSync MakeSync()
    {
        var connection = FindConnection();
        return new RelationSync(connection, OptionsFor(connection));
    }

    private IReadOnlyList<PostPressSync> Sync(RelationSync sync, SyncRequest request, bool isOnly)
    {
        try
        {
            _outcome = Await(() => isOnly ? sync.SyncAsync(request, StopToken) : sync.TrySyncAsync(request, StopToken));
            Show(_outcome, request);
            return _outcome.Accounts;
        }
        catch (ExportFileException exception)
        {
            ThrowTerminatingError(ErrorRecords.From(exception));
            throw;
        }
        finally
        {
            _outcome?.Dispose();
            _outcome = null;
        }
    }

    private void Show(SyncOutcome outcome, SyncRequest request)
    {
        foreach (var failure in outcome.Failures)
        {
            WriteError(ErrorRecords.From(failure, request.File.Path));
        }

        foreach (var refusal in outcome.Refusals)
        {
            WriteError(ErrorRecords.From(refusal));
        }

        foreach (var account in outcome.Accounts.Where(account => account.Read != PostPressSync.NoRead))
        {
            PostPressSession.Current.Remember(account.AccountId);
            View.Show(account);
        }

        if (request.ReadOnly)
        {
            foreach (var account in outcome.Accounts)
            {
                ShouldProcess(account.Path, $"Write {account.Rows:N0} relations of {account.AccountId}: {account.Added:N0} added, {account.Removed:N0} removed, {account.Changed:N0} changed");
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

    private SyncRequest Request(ExportRequest file, bool isLook) => new()
    {
        File = file,
        NewestPageSize = PageSize,
        FullEvery = FullEvery,
        Full = Full,
        IncludePicture = IncludePicture,
        ReportInitial = ReportInitial,
        ReadOnly = isLook,
    };

    private static string Describe(ExportRequest file) => $"Sync the relations of {string.Join(", ", file.AccountIds)} to '{file.Path}'";
}
