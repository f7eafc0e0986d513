using System.Management.Automation;

namespace PostPress.Commands;

/// <summary>A cmdlet that calls the API: it has a connection, and it ends at once when it is stopped.</summary>
public abstract class ApiCommand : SettingsCommand, IDisposable
{
    // Made at once: StopProcessing may come from another thread before BeginProcessing.
    private readonly CancellationTokenSource _stop = new();
    private readonly PipelinePump _pump;

    /// <summary>Makes the cmdlet.</summary>
    /// <param name="activity">What it does, for the progress bar.</param>
    /// <param name="item">What it reads, for messages.</param>
    private protected ApiCommand(string activity, string item = "relation")
    {
        View = new RunView(this, activity, item);
        _pump = new PipelinePump(_stop, View.ShowProgress);
    }

    /// <summary>The connection to use instead of the runspace's own, e.g. <c>$using:connection</c> in a parallel block.</summary>
    [Parameter]
    public PostPressConnection? Connection { get; set; }

    /// <summary>Cancelled by Ctrl+C, by a pipeline that is stopped downstream, and at the end.</summary>
    private protected CancellationToken StopToken => _stop.Token;

    private protected RunView View { get; }

    /// <summary>Gives back what the cmdlet holds. When a later command stops the pipeline, the engine calls nothing but this.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        DisposeRun();
        _pump.Dispose();
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Ctrl+C, on another thread than the pipeline's.</summary>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Gives back what the run of a derived cmdlet holds.</summary>
    private protected abstract void DisposeRun();

    /// <summary>The connection with what this call overrides.</summary>
    private protected PostPressConnection FindConnection()
    {
        var connection = Connections.Find(this, Connection);
        var settings = Override(connection.Settings);
        return settings == connection.Settings ? connection : connection.With(settings);
    }

    /// <summary>Has something written on the pipeline thread while it waits. From any thread.</summary>
    private protected void Post(Action action) => _pump.Post(action);

    /// <summary>Has work of the client done on another thread, and waits for it.</summary>
    private protected T Await<T>(Func<Task<T>> work) => Await(Task.Run(work));

    /// <summary>Waits for work of the client that is under way; a cancellation becomes the engine's own stop.</summary>
    private protected T Await<T>(Task<T> work)
    {
        try
        {
            return _pump.Wait(work);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Has work done for several things, so many at once, and takes each result on the pipeline thread as soon as it is there.</summary>
    private protected void AwaitEach<TItem, TResult>(IEnumerable<TItem> items, int limit, Func<TItem, Task<TResult>> work, Action<TResult> take)
        where TResult : class
    {
        var waiting = new Queue<TItem>(items);
        var running = new List<Task<TResult>>();
        try
        {
            while (waiting.Count + running.Count > 0)
            {
                while (running.Count < limit && waiting.Count > 0)
                {
                    var item = waiting.Dequeue();
                    running.Add(Task.Run(() => work(item)));
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

    /// <summary>Stops work that is under way, and waits until it has ended: nothing may stay in flight behind the cmdlet.</summary>
    private protected void EndAll<TResult>(IReadOnlyCollection<Task<TResult>> running)
    {
        if (running.Count == 0)
        {
            return;
        }

        _stop.Cancel();
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
}
