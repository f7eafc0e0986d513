using System.Management.Automation;
using PostPress.Client;

namespace PostPress.Commands;

/// <summary>A cmdlet that writes the relations of accounts to a file, or to one for each.</summary>
public abstract class RelationFileCommand : AccountCommand
{
    private protected const string PathSet = "Path";
    private protected const string LiteralPathSet = "LiteralPath";
    private const string WithMark = "utf8BOM";
    private const string WithoutMark = "utf8NoBOM";

    private readonly List<string> _accountIds = [];
    private bool _isOnlyFile;

    /// <summary>Makes the cmdlet.</summary>
    private protected RelationFileCommand(string activity)
        : base(activity)
    {
    }

    /// <summary>
    /// The file; .csv and .jsonl say the format. It is replaced when the new one is whole, and not before. With {AccountId} in it, or the
    /// path of a folder: a file for each account.
    /// </summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The same; -Path is no pattern either. Braces around another word than AccountId are part of the name here.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = "";

    /// <summary>Csv or JsonLines; default: by the extension of the file.</summary>
    [Parameter]
    public ExportFormat Format { get; set; }

    /// <summary>utf8BOM (default for CSV: Excel needs it) or utf8NoBOM. JSON Lines never has the mark.</summary>
    [Parameter]
    [ValidateSet(WithMark, WithoutMark)]
    public string Encoding { get; set; } = WithMark;

    /// <summary>Neutralises CSV cells that a spreadsheet would run as formulas, by an apostrophe before them.</summary>
    [Parameter]
    public SwitchParameter SpreadsheetSafe { get; set; }

    /// <summary>What stands between the fields of a CSV file. Default: a comma.</summary>
    [Parameter]
    [ValidateNotNull]
    public char Delimiter { get; set; } = ',';

    /// <summary>Takes the list separator of the current culture as the delimiter, as Export-Csv does.</summary>
    [Parameter]
    public SwitchParameter UseCulture { get; set; }

    /// <summary>Reads every page again until two readings agree; otherwise two calls verify a list of several pages.</summary>
    [Parameter]
    public SwitchParameter VerifyEveryPage { get; set; }

    /// <summary>How old an unfinished export may be to be resumed; an older one restarts. Default: 24 hours.</summary>
    [Parameter]
    [ValidateTime]
    public TimeSpan MaximumAge { get; set; } = TimeSpan.FromHours(24);

    /// <summary>The least rows of an account, in percent of its rows in the file that is replaced. 0 to 100; default 50; 0 for no such guard.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MinimumRowPercent { get; set; } = 50;

    /// <summary>Replaces a read-only file too, and one that has far more rows.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Throws an unfinished export to this file away instead of resuming it.</summary>
    [Parameter]
    public SwitchParameter Restart { get; set; }

    /// <summary>Writes what was done, with the status that says whether the list is complete.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Which files, with which accounts; none where no account came, because an empty file would look like an account without relations.</summary>
    private protected IReadOnlyList<ExportRequest> FindFiles()
    {
        if (_accountIds.Count == 0)
        {
            return [];
        }

        // A path whose brackets a script has escaped means the brackets.
        var isLiteral = ParameterSetName == LiteralPathSet;
        var path = isLiteral ? LiteralPath : WildcardPattern.Unescape(Path);
        var targets = ExportTargets.Find(this, path, _accountIds, extension: Given(nameof(Format)) && Format == ExportFormat.JsonLines ? ".jsonl" : ".csv", isLiteral);
        _isOnlyFile = targets.Count == 1;
        return [.. targets.Select(target => Request(target.Path, target.AccountIds))];
    }

    /// <summary>
    /// Has work done for each file that is wanted, so many at once, and takes each outcome on the pipeline thread as soon as it is there. What
    /// is in the way of the only file ends the command; where there are several, the others are no worse for it, and the outcome says it.
    /// </summary>
    /// <param name="requests">The files.</param>
    /// <param name="run">Throws what is in the way of the file.</param>
    /// <param name="tryRun">Puts it into the outcome.</param>
    /// <param name="take">Takes an outcome.</param>
    private protected void RunEach<TRequest, TOutcome>(
        IReadOnlyList<TRequest> requests, Func<TRequest, Task<TOutcome>> run, Func<TRequest, Task<TOutcome>> tryRun, Action<TOutcome> take)
    {
        var work = _isOnlyFile ? run : tryRun;
        var waiting = new Queue<TRequest>(requests);
        var running = new List<Task<TOutcome>>();
        try
        {
            while (waiting.Count + running.Count > 0)
            {
                while (running.Count < ThrottleLimit && waiting.Count > 0)
                {
                    var request = waiting.Dequeue();
                    running.Add(Task.Run(() => work(request)));
                }

                var done = Await(Task.WhenAny(running));
                running.Remove(done);
                take(Await(done));
            }
        }
        finally
        {
            EndAll(running);
        }
    }

    /// <summary>Writes the errors of an outcome: of accounts, and of what is in the way of the file.</summary>
    private protected void WriteErrors(IEnumerable<PostPressApiException> failures, IEnumerable<ExportFileException> refusals, string path)
    {
        foreach (var error in failures.Select(failure => ErrorRecords.From(failure, path)).Concat(refusals.Select(ErrorRecords.From)))
        {
            WriteError(error);
        }
    }

    private protected override void Take(string accountId)
    {
        if (!_accountIds.Contains(accountId))
        {
            _accountIds.Add(accountId);
        }
    }

    // Before the first call: without this account the file would look complete.
    private protected override void Refuse(ErrorRecord error) => ThrowTerminatingError(error);

    // Stops what is under way, and waits until it has ended: nothing may stay in flight behind the cmdlet.
    private void EndAll<TOutcome>(List<Task<TOutcome>> running)
    {
        if (running.Count > 0)
        {
            StopProcessing();
        }

        foreach (var task in running)
        {
            ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
            // What failed with it was stopped: nobody is to be told.
            if (task.Status == TaskStatus.RanToCompletion)
            {
                (task.Result as IDisposable)?.Dispose();
            }
        }
    }

    private ExportRequest Request(string path, IReadOnlyList<string> accountIds)
    {
        var format = Given(nameof(Format)) ? Format : FormatOf(path);
        return new()
        {
            Path = path,
            AccountIds = accountIds,
            Filter = Filter,
            Format = format,
            ByteOrderMark = format == ExportFormat.Csv && Encoding == WithMark,
            SpreadsheetSafe = format == ExportFormat.Csv && SpreadsheetSafe,
            Delimiter = format == ExportFormat.Csv ? FindDelimiter() : ',',
            VerifyEveryPage = VerifyEveryPage,
            MaximumAge = MaximumAge,
            MinimumRowPercent = MinimumRowPercent,
            Restart = Restart,
            Force = Force,
        };
    }

    private char FindDelimiter()
    {
        if (UseCulture && Given(nameof(Delimiter)))
        {
            ThrowTerminatingError(ErrorRecords.DelimiterRefused("-Delimiter and -UseCulture were both given"));
        }

        // A culture can have none.
        var delimiter = UseCulture ? System.Globalization.CultureInfo.CurrentCulture.TextInfo.ListSeparator.FirstOrDefault() : Delimiter;
        // A letter would split the header, and half of an emoji can't be written.
        if (delimiter is '"' or '\0' || (char.IsWhiteSpace(delimiter) && delimiter != '\t') || char.IsLetterOrDigit(delimiter) || char.IsSurrogate(delimiter))
        {
            ThrowTerminatingError(ErrorRecords.DelimiterRefused("it is a quote, a blank, a line break, a letter, a digit or no whole character"));
        }

        return delimiter;
    }

    private ExportFormat FormatOf(string path)
    {
        switch (System.IO.Path.GetExtension(path).ToLowerInvariant())
        {
            case ".csv":
                return ExportFormat.Csv;
            case ".jsonl" or ".ndjson":
                return ExportFormat.JsonLines;
            default:
                ThrowTerminatingError(ErrorRecords.UnknownFormat(path));
                return default;
        }
    }
}
