namespace PostPress.Client.Tests.Export;

/// <summary>Looks into the journal of an unfinished export.</summary>
internal static class Journal
{
    /// <summary>The rows that the next run would resume from; 0 where there is no journal, or the work file is not what it says.</summary>
    public static long RowsOf(ExportRequest request)
    {
        var files = new ExportFiles(request);
        if (files.Journal.Read(out var journal) != StateFileCondition.Sound)
        {
            return 0;
        }

        using var work = new FileStream(files.Work, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var hash = new ContentHash();
        return hash.TryAppend(work, journal!.Bytes) && hash.Current == journal.Hash ? journal.Accounts.Sum(account => account.Rows) : 0;
    }
}
