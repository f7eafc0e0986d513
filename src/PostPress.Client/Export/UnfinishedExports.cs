namespace PostPress.Client;

/// <summary>Finds unfinished exports, and throws them away.</summary>
public static class UnfinishedExports
{
    /// <summary>The unfinished export to a file; <see langword="null"/> where there is none that could be resumed.</summary>
    /// <exception cref="ExportFileException">The journal can't be read.</exception>
    public static PostPressUnfinishedExport? Find(string path, TimeProvider clock)
    {
        var files = new ExportFiles(new ExportRequest { Path = path, AccountIds = [] });
        try
        {
            files.CheckWorkFiles();
            files.Journal.Read(out var journal);
            return journal is null ? null : Describe(path, journal, clock.GetUtcNow());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw files.Explain(exception);
        }
    }

    /// <summary>The files of a folder to which there are unfinished exports; none where the folder is gone.</summary>
    public static IEnumerable<string> Targets(string folder)
    {
        try
        {
            return Directory.GetFiles(folder, "*" + ExportFiles.JournalSuffix).OrderBy(path => path, StringComparer.Ordinal).Select(path => path[..^ExportFiles.JournalSuffix.Length]);
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    /// <summary>Throws the unfinished export to a file away, also one that can't be resumed; the file itself stays.</summary>
    /// <exception cref="ExportFileException">It is running, or its files can't be deleted.</exception>
    public static void Remove(string path)
    {
        var files = new ExportFiles(new ExportRequest { Path = path, AccountIds = [] });
        try
        {
            files.CheckWorkFiles();
            using var alone = files.Lock();
            // The journal first: a work file without one counts for nothing.
            files.Journal.Delete();
            File.Delete(files.Work);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw files.Explain(exception);
        }
    }

    private static PostPressUnfinishedExport Describe(string path, JournalEntry journal, DateTimeOffset now)
    {
        var pending = journal.Accounts.Where(account => account.Check is null).ToList();
        return new()
        {
            Path = path,
            BeganAt = journal.Began,
            Age = now - journal.Began,
            AccountId = Array.AsReadOnly(journal.Accounts.Select(account => account.Id).ToArray()),
            PendingAccountId = Array.AsReadOnly(pending.Select(account => account.Id).ToArray()),
            Rows = journal.Accounts.Sum(account => account.Rows),
            NextPage = pending.Count == 0 ? null : (pending[0].Checkpoint?.Pages ?? 0) + 1,
        };
    }
}
