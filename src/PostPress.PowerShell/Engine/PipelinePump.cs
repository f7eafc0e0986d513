using System.Collections.Concurrent;

namespace PostPress.Commands;

/// <summary>
/// Runs asynchronous work while the pipeline thread waits for it, and lets what other threads have to say reach the pipeline
/// thread meanwhile: only that one may write to the streams. So -Verbose and the progress bar are live during a long pause.
/// </summary>
internal sealed class PipelinePump(CancellationTokenSource stop, Action onTick) : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly BlockingCollection<Action> _posts = new();

    /// <summary>Has something done on the pipeline thread, soon. From any thread.</summary>
    public void Post(Action action) => _posts.Add(action);

    /// <summary>Waits for work that is under way, on the pipeline thread.</summary>
    public T Wait<T>(Task<T> task)
    {
        try
        {
            if (!task.IsCompleted)
            {
                _ = task.ContinueWith(_ => Post(static () => { }), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }

            while (!task.IsCompleted)
            {
                Next();
            }

            while (_posts.TryTake(out var late))
            {
                late();
            }
        }
        finally
        {
            EndWork(task);
        }

        return task.GetAwaiter().GetResult();
    }

    public void Dispose() => _posts.Dispose();

    private void Next()
    {
        if (_posts.TryTake(out var action, Tick))
        {
            action();
        }
        else
        {
            onTick();
        }
    }

    // A write to a stream throws when a later command has stopped the pipeline: nothing may stay in flight behind it.
    private void EndWork(Task task)
    {
        if (!task.IsCompleted)
        {
            stop.Cancel();
            ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
        }
    }
}
