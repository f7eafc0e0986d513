namespace PostPress;

/// <summary>Why an export can't be written, resumed or read.</summary>
public enum ExportFileError
{
    /// <summary>The target exists and must not be replaced.</summary>
    TargetExists,

    /// <summary>Another process exports to the same target, or has it open.</summary>
    InUse,

    /// <summary>The folder does not exist, or its drive is gone.</summary>
    FolderNotFound,

    /// <summary>The folder or the file may not be written.</summary>
    NotPermitted,

    /// <summary>Writing failed: a full disk, a vanished drive.</summary>
    WriteFailed,

    /// <summary>An unfinished export of something else is in the way.</summary>
    OtherExport,

    /// <summary>The new file has far fewer rows than the one in place.</summary>
    TooFewRows,

    /// <summary>The target is a folder.</summary>
    IsDirectory,

    /// <summary>The target is a device, a pipe, a socket or a link that leads nowhere; or a link is in the place of one of the work files.</summary>
    NotARegularFile,

    /// <summary>The name of the target, or of a work file beside it, is longer than the file system allows.</summary>
    PathTooLong,

    /// <summary>There is no such file to be read.</summary>
    FileNotFound,

    /// <summary>The file to be read is no export, or a line of it can't be read.</summary>
    Unreadable,

    /// <summary>The target changed while a sync read the list.</summary>
    TargetChanged,

    /// <summary>The target is something else than a file of relations, or has columns of the user's own.</summary>
    TargetIsNotARelationsFile,

    /// <summary>The name of the target has a character that a file name can't have.</summary>
    InvalidFileName,

    /// <summary>Reading failed: a vanished drive, or the file changed meanwhile.</summary>
    ReadFailed,
}

/// <summary>An export can't be written, resumed or read; the file is untouched.</summary>
public sealed class ExportFileException : IOException
{
    /// <summary>Makes the failure.</summary>
    /// <param name="error">What is in the way.</param>
    /// <param name="path">The file of the export.</param>
    /// <param name="message">What happened.</param>
    /// <param name="recommendedAction">What to do now.</param>
    /// <param name="inner">The cause, if any.</param>
    public ExportFileException(ExportFileError error, string path, string message, string recommendedAction, Exception? inner = null)
        : base(DisplayText.Clean($"{message} {recommendedAction}"), inner)
    {
        Error = error;
        Path = path;
        RecommendedAction = DisplayText.Clean(recommendedAction);
    }

    /// <summary>What is in the way.</summary>
    public ExportFileError Error { get; }

    /// <summary>The stable id, e.g. <c>ExportInUse</c> or <c>too_few_rows</c>.</summary>
    public string Id => Error switch
    {
        ExportFileError.TooFewRows => PostPressExport.TooFewRows,
        ExportFileError.TargetChanged or ExportFileError.TargetIsNotARelationsFile or ExportFileError.InvalidFileName => Error.ToString(),
        _ => "Export" + Error,
    };

    /// <summary>The file of the export.</summary>
    public string Path { get; }

    /// <summary>What to do now.</summary>
    public string RecommendedAction { get; }
}
