namespace PostPress.Client;

/// <summary>The files of one export: the target, and beside it work file, journal and lock. Says in the user's words what is in the way.</summary>
internal sealed class ExportFiles(ExportRequest request)
{
    /// <summary>What the name of a journal ends with.</summary>
    public const string JournalSuffix = ".postpress-journal";

    private readonly string _target = request.Path;

    public string Work { get; } = request.Path + ".postpress-part";

    public Journal Journal { get; } = new(request.Path + JournalSuffix);

    /// <summary>Looks whether the target can be written, before a call is spent.</summary>
    public void CheckTarget()
    {
        if (request.NoClobber && File.Exists(_target))
        {
            throw Refuse(ExportFileError.TargetExists, "The file exists already.", "Choose another -Path, or leave out -NoClobber to replace it.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(_target)))
        {
            throw Refuse(ExportFileError.FolderNotFound, "The folder does not exist.", "Create it, or check -Path and that its drive is connected.");
        }

        if (!request.Force && File.Exists(_target) && (File.GetAttributes(_target) & FileAttributes.ReadOnly) != 0)
        {
            throw Refuse(ExportFileError.NotPermitted, "The file is read-only.", "Use -Force to replace it all the same.");
        }
    }

    /// <summary>Keeps other processes away from this target; the operating system lets go of it when the process dies, however it dies.</summary>
    public IDisposable Lock()
    {
        try
        {
            return new FileStream(_target + ".postpress-lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException exception) when (exception is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
        {
            throw Refuse(ExportFileError.InUse, "Another process is exporting to this file.", "Wait until it is done, or choose another -Path.", exception);
        }
    }

    /// <summary>Puts the finished work file in the target's place.</summary>
    public void Finish()
    {
        if (request.Force && File.Exists(_target))
        {
            File.SetAttributes(_target, File.GetAttributes(_target) & ~FileAttributes.ReadOnly);
        }

        if (request.NoClobber)
        {
            // Fails where the target has come up since the start.
            File.Move(Work, _target);
        }
        else
        {
            Replacement.Move(Work, _target);
        }

        Journal.Delete();
    }

    /// <summary>Takes a work file away that no journal speaks of: a run that fails before its first page leaves nothing behind.</summary>
    public void DropWorkOfNoPage()
    {
        if (Journal.Exists)
        {
            return;
        }

        try
        {
            File.Delete(Work);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It counts for nothing, and must not hide what went wrong before.
        }
    }

    /// <summary>An unfinished export of something else is in the way.</summary>
    public ExportFileException OtherExport(IEnumerable<string> differences) => Refuse(
        ExportFileError.OtherExport,
        $"An unfinished export to this file is of something else; it differs in {string.Join(" and in ", differences)}.",
        "Give the same parameters to finish it, choose another -Path, or use -Restart to throw it away.");

    /// <summary>The finished file has far fewer rows than the one in place.</summary>
    public ExportFileException TooFewRows(string few) => Refuse(
        ExportFileError.TooFewRows,
        $"It has suspiciously few rows, so the file in place was left alone: {few}.",
        "Look at the account on LinkedIn. If the few are right, the same command with -Force puts the finished file in place without reading again; -MinimumRowPercent 0 switches this guard off.");

    /// <summary>What an exception of the file system means.</summary>
    public ExportFileException Explain(Exception exception) => exception switch
    {
        ExportFileException known => known,
        UnauthorizedAccessException => Refuse(ExportFileError.NotPermitted, "The folder or the file may not be written.", "Check the permissions of the folder for the user who runs this.", exception),
        DirectoryNotFoundException => Refuse(ExportFileError.FolderNotFound, "The folder is gone.", "Check -Path and that its drive is connected; then the same command resumes.", exception),
        _ => Refuse(ExportFileError.WriteFailed, $"Writing failed: {exception.Message.TrimEnd('.')}.", "Check the free space and that the drive is connected; then the same command resumes.", exception),
    };

    private ExportFileException Refuse(ExportFileError error, string message, string action, Exception? cause = null) =>
        new(error, _target, $"Export to '{_target}': {message}", action, cause);
}
