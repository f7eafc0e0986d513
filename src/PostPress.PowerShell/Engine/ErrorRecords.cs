using System.Management.Automation;

namespace PostPress.Commands;

/// <summary>The one place where an <see cref="ErrorRecord"/> is made. Ids, categories and recommended actions are stable: scripts compare with them.</summary>
internal static class ErrorRecords
{
    /// <summary>What is wrong where nobody said how to reach the API.</summary>
    public const string NoConnection = "There is no connection to PostPress in this runspace.";

    /// <summary>What to do about it.</summary>
    public const string ConnectFirst =
        "Run Connect-PostPress first, or set the environment variable POSTPRESS_API_KEY, or pass -Connection. To try it without an account: Connect-PostPress -Sandbox.";

    /// <summary>A failure of the API or on the way to it.</summary>
    public static ErrorRecord From(PostPressApiException failure, object? target) =>
        Make(failure, failure.Id, CategoryOf(failure), target, failure.RecommendedAction);

    /// <summary>
    /// What ended a command. Everything that can be foreseen is an exception of ours by now; what is left is a fault of the module, and says so.
    /// </summary>
    public static ErrorRecord From(Exception exception) => exception switch
    {
        PostPressApiException failure => From(failure, target: null),
        ExportFileException refusal => From(refusal),
        InvalidConnectionException refusal => Make(refusal, refusal.Id, ErrorCategory.InvalidArgument, null, refusal.RecommendedAction),
        _ => Explain(
            "UnexpectedError",
            ErrorCategory.NotSpecified,
            $"Something unexpected went wrong: {DisplayText.Clean(exception.Message).TrimEnd('.')} ({exception.GetType().Name}).",
            "Run the command again. If it stays so, report it, with what $Error[0].Exception.ToString() shows.",
            exception),
    };

    /// <summary>Nobody said how to reach the API. Not a ConnectionError: scripts take that for a transient failure.</summary>
    public static ErrorRecord NotConnected() => Explain("NotConnected", ErrorCategory.AuthenticationError, NoConnection, ConnectFirst);

    /// <summary>Nobody gave a key.</summary>
    public static ErrorRecord NoApiKey() => Explain(
        "NoApiKey",
        ErrorCategory.AuthenticationError,
        "No API key was given.",
        "Pass one (Connect-PostPress -ApiKey (Read-Host -AsSecureString)), set the environment variable POSTPRESS_API_KEY, or use Connect-PostPress -Sandbox to try it without one.");

    /// <summary>The key was given as plain text.</summary>
    public static ErrorRecord PlainTextApiKey() => Explain(
        "ApiKeyPlainText",
        ErrorCategory.InvalidArgument,
        "The API key is taken as a SecureString only: plain text ends up in histories, transcripts and logs.",
        "Use -ApiKey (Read-Host -AsSecureString), or -ApiKey (Get-Secret PostPress), or the environment variable POSTPRESS_API_KEY without -ApiKey.");

    /// <summary>An account id that says nothing.</summary>
    public static ErrorRecord BlankAccountId() => Explain(
        "AccountIdBlank", ErrorCategory.InvalidArgument, "An account id is blank.", "Check the values given to -AccountId, e.g. the column AccountId of the file they come from.");

    /// <summary>An object in the place of an account id. Only its type is told: its values may be secrets.</summary>
    public static ErrorRecord MissingAccountId(string type) => Explain(
        "AccountIdMissing",
        ErrorCategory.InvalidArgument,
        $"A {type} does not say which account is meant: it has no property AccountId or Id that is a text.",
        "Give account ids, or objects with the property AccountId; for Import-Csv check the header line and -Delimiter.");

    /// <summary>An account id with a character inside that can't be seen.</summary>
    public static ErrorRecord UnsafeAccountId(string accountId, char character) => Explain(
        "AccountIdControlCharacter",
        ErrorCategory.InvalidArgument,
        FormattableString.Invariant($"The account id '{DisplayText.Clean(accountId)}' contains the invisible character U+{(int)character:X4}."),
        "Give one id for each string, and type it again if it was copied; Get-Content without -Raw reads a file that has an id on each line.");

    /// <summary>A filter that was given and can't be one: left out of the request, it would read everyone.</summary>
    public static ErrorRecord FilterRefused(string reason) => Explain(
        "FilterNotPossible",
        ErrorCategory.InvalidArgument,
        $"The filter can't be used: {reason}.",
        "Check the value of -Filter, such as a variable that was never set; to get all relations, leave out -Filter.");

    /// <summary>Relations in the place of account ids.</summary>
    public static ErrorRecord RelationAsAccountId(string command) => Explain(
        "RelationAsAccountId",
        ErrorCategory.InvalidArgument,
        $"{command} takes account ids and was given a relation. It would read the whole account again, not only the relations that you selected.",
        "To save relations from the pipeline, end it with Export-Csv -Path people.csv -NoTypeInformation -Encoding UTF8; to read an account, give its id to -AccountId.");

    /// <summary>Something in the place of a time.</summary>
    public static ErrorRecord NotATime(string parameter, string reason) => Explain(
        "NotATime",
        ErrorCategory.InvalidArgument,
        $"-{parameter} can't be used: {reason}.",
        "Give a time such as '2026-06-29', '2026-06-29T08:00:00+02:00' or (Get-Date).AddDays(-7), or a time span such as (New-TimeSpan -Days 7) for that long ago.");

    /// <summary>A range of time that ends before it begins.</summary>
    public static ErrorRecord SinceAfterUntil(DateTimeOffset since, DateTimeOffset until) => Explain(
        "SinceAfterUntil",
        ErrorCategory.InvalidArgument,
        FormattableString.Invariant($"-Since ({since:yyyy-MM-dd HH:mm:ss zzz}) is later than -Until ({until:yyyy-MM-dd HH:mm:ss zzz}), so nobody could be between them."),
        "Give the earlier time to -Since. A time without an offset is local, and a text that is not in ISO form, such as 01/02/2026, is read in the culture of the session.");

    /// <summary>A place in the list together with a time down to which it is read.</summary>
    public static ErrorRecord SinceWithCursor() => Explain(
        "SinceWithCursor",
        ErrorCategory.InvalidArgument,
        "-Since reads from the newest relation on, to see that the list is newest first; -Cursor starts elsewhere.",
        "Leave out -Cursor; or leave out -Since, read the rest of the list, and take those of the time with Where-Object.");

    /// <summary>An object that is neither a relation nor the path of an export.</summary>
    public static ErrorRecord NotARelation(ArgumentException refusal) => Explain(
        "NotARelation",
        ErrorCategory.InvalidArgument,
        refusal.Message,
        "Give paths of exports, or relations with all their properties; for Import-Csv check the header line and -Delimiter.",
        refusal);

    /// <summary>Relations that were given as the reference are not what they were.</summary>
    public static ErrorRecord ReferenceChanged(Exception cause) => Explain(
        "ReferenceChanged",
        ErrorCategory.InvalidOperation,
        "The relations of -Reference were changed while they were compared.",
        "Compare with a copy: a command before this one in the pipeline changes the same objects.",
        cause);

    /// <summary>The sandbox's port can't be had.</summary>
    public static ErrorRecord PortNotAvailable(int port, Exception cause) => Explain(
        "PortNotAvailable",
        ErrorCategory.ResourceUnavailable,
        $"The sandbox can't listen on port {port}: {cause.Message}.",
        "Choose another -Port, or leave it out for a free one.",
        cause);

    /// <summary>A path that is not of the file system.</summary>
    public static ErrorRecord NotAFilePath(string path, Exception? cause = null) => Explain(
        "PathNotFileSystem",
        ErrorCategory.InvalidArgument,
        string.IsNullOrWhiteSpace(path) ? "The path is empty."
            : path.Any(char.IsControl) ? $"The path '{DisplayText.Clean(path)}' contains a line end or another control character."
            : $"'{DisplayText.Clean(path)}' is not a path of the file system.",
        "Give the path of a file.",
        cause);

    /// <summary>Rows can't be added to a file.</summary>
    public static ErrorRecord AppendRefused() => Explain(
        "AppendNotPossible",
        ErrorCategory.InvalidArgument,
        "An export can't be appended to a file: the file would not be whole after a failure, and people would stand in it twice.",
        "Leave out -Append; to have several accounts in one file, give them in one command.");

    /// <summary>What stands between the fields can't be told from the fields.</summary>
    public static ErrorRecord DelimiterRefused(string reason) => Explain(
        "DelimiterNotPossible", ErrorCategory.InvalidArgument, $"The delimiter can't be used: {reason}.", "Give a sign such as ; or | or a tab, and not -UseCulture as well.");

    /// <summary>Two accounts would have the same file.</summary>
    public static ErrorRecord SameFile(string first, string second, string path) => Explain(
        "AccountFilesCollide",
        ErrorCategory.InvalidArgument,
        $"The accounts '{first}' and '{second}' would have the same file '{path}'.",
        "Export them with two commands, to two folders.");

    /// <summary>A word in braces that does not stand for anything.</summary>
    public static ErrorRecord UnknownPlaceholder(string word, string path) => Explain(
        "UnknownPlaceholder",
        ErrorCategory.InvalidArgument,
        $"'{word}' in the path '{path}' is not a placeholder.",
        "Write {AccountId} for a file for each account, or use -LiteralPath if the name has these braces.");

    /// <summary>A file whose name does not say its format.</summary>
    public static ErrorRecord UnknownFormat(string path) => Explain(
        "FormatUnknown",
        ErrorCategory.InvalidArgument,
        $"The name of '{path}' does not say in which format to write it.",
        "End it with .csv or .jsonl, or give -Format Csv or -Format JsonLines.");

    /// <summary>The ledger of calls can't be read or cleared.</summary>
    public static ErrorRecord LedgerNotAvailable(Exception cause) => Explain(
        "LedgerNotAvailable",
        ErrorCategory.ResourceUnavailable,
        $"The ledger of calls can't be read or written: {cause.Message.TrimEnd('.')}.",
        "Check the folder and its permissions, or name another one in the environment variable POSTPRESS_STATE.",
        cause);

    /// <summary>A file that can't be written or read, or an export that can't be resumed.</summary>
    public static ErrorRecord From(ExportFileException exception) =>
        Make(exception, exception.Id, CategoryOf(exception.Error), exception.Path, exception.RecommendedAction);

    private static ErrorCategory CategoryOf(ExportFileError exception) => exception switch
    {
        ExportFileError.TargetExists or ExportFileError.TargetIsNotARelationsFile => ErrorCategory.ResourceExists,
        ExportFileError.InUse or ExportFileError.TargetChanged => ErrorCategory.ResourceBusy,
        ExportFileError.FolderNotFound or ExportFileError.FileNotFound => ErrorCategory.ObjectNotFound,
        ExportFileError.NotPermitted => ErrorCategory.PermissionDenied,
        ExportFileError.OtherExport => ErrorCategory.InvalidOperation,
        ExportFileError.TooFewRows => ErrorCategory.InvalidResult,
        ExportFileError.IsDirectory or ExportFileError.PathTooLong or ExportFileError.InvalidFileName => ErrorCategory.InvalidArgument,
        ExportFileError.NotARegularFile => ErrorCategory.SecurityError,
        ExportFileError.Unreadable => ErrorCategory.InvalidData,
        ExportFileError.ReadFailed => ErrorCategory.ReadError,
        _ => ErrorCategory.WriteError,
    };

    private static ErrorCategory CategoryOf(PostPressApiException failure) => failure.Kind switch
    {
        FailureKind.Timeout => ErrorCategory.OperationTimeout,
        // A proxy that asks for another password says so with a status.
        FailureKind.Connection => failure.Status == 407 ? ErrorCategory.AuthenticationError : ErrorCategory.ConnectionError,
        FailureKind.Certificate => ErrorCategory.SecurityError,
        FailureKind.Protocol or FailureKind.Truncated => ErrorCategory.ProtocolError,
        FailureKind.NotSent => failure.Status is { } status ? CategoryOf(status) : ErrorCategory.LimitsExceeded,
        _ => CategoryOf(failure.Status ?? 0),
    };

    private static ErrorCategory CategoryOf(int status) => status switch
    {
        401 or 407 => ErrorCategory.AuthenticationError,
        403 => ErrorCategory.PermissionDenied,
        404 => ErrorCategory.ObjectNotFound,
        408 or 504 => ErrorCategory.OperationTimeout,
        429 => ErrorCategory.LimitsExceeded,
        501 => ErrorCategory.NotImplemented,
        502 or 503 => ErrorCategory.ResourceUnavailable,
        >= 500 => ErrorCategory.InvalidResult,
        >= 400 => ErrorCategory.InvalidArgument,
        _ => ErrorCategory.ProtocolError,
    };

    private static ErrorRecord Explain(string id, ErrorCategory category, string what, string action, Exception? cause = null) =>
        Make(new InvalidOperationException(DisplayText.Clean($"{what} {action}"), cause), id, category, null, action);

    private static ErrorRecord Make(Exception exception, string id, ErrorCategory category, object? target, string? action)
    {
        var record = new ErrorRecord(exception, id, category, target)
        {
            // The action is in the message too: older hosts do not show it.
            ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = action },
        };
        // Windows PowerShell shows the target below each error.
        record.CategoryInfo.TargetName = DisplayText.Clean(record.CategoryInfo.TargetName);
        return record;
    }
}
