using System.Diagnostics;
using PostPress;
using PostPress.Client;

/// <summary>Takes the lock of an export from several threads, as often as it can, and sees whether another thread or process has it too.</summary>
public static class LockStress
{
    private const int Threads = 4;

    /// <summary>How often it had the lock, and how often somebody else had it at the same time. An error other than "in use" gets out.</summary>
    public static (int Held, int Shared) Run(string path, TimeSpan time)
    {
        var (held, shared) = (0, 0);
        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, _ =>
        {
            var files = new ExportFiles(new ExportRequest { Path = path, AccountIds = [] });
            for (var clock = Stopwatch.StartNew(); clock.Elapsed < time;)
            {
                try
                {
                    using var alone = files.Lock();
                    Interlocked.Increment(ref held);
                    if (!IsAlone(path + ".witness"))
                    {
                        Interlocked.Increment(ref shared);
                    }
                }
                catch (ExportFileException exception) when (exception.Error == ExportFileError.InUse)
                {
                    Thread.Yield();
                }
            }
        });
        return (held, shared);
    }

    // Only a holder makes the witness, so it is there only where there are two.
    private static bool IsAlone(string witness)
    {
        try
        {
            new FileStream(witness, FileMode.CreateNew, FileAccess.Write).Dispose();
        }
        catch (IOException)
        {
            return false;
        }

        // As an export does, it holds the lock for longer than taking it takes.
        Thread.Sleep(1);
        File.Delete(witness);
        return true;
    }
}
