using System.Management.Automation;

namespace PostPress.Commands;

/// <summary>
/// The base of all cmdlets: it ends at once when it is stopped, nothing stays in flight behind it, and whatever ends it is an error with a
/// documented id.
/// </summary>
public abstract class PostPressCommand : PSCmdlet, IDisposable
{
    // Made at once: StopProcessing may come from another thread before BeginProcessing.
    private readonly CancellationTokenSource _stop = new();
    private readonly PipelinePump _pump;
    private bool _isWriting;

    /// <summary>Makes the cmdlet.</summary>
    private protected PostPressCommand() => _pump = new PipelinePump(_stop, OnTick);

    /// <summary>Cancelled by Ctrl+C, by a pipeline that is stopped downstream, and at the end.</summary>
    private protected CancellationToken StopToken => _stop.Token;

    /// <summary>Releases what the cmdlet holds. When a later command stops the pipeline, the engine calls nothing but this.</summary>
    public void Dispose()
    {
        try
        {
            _stop.Cancel();
            DisposeRun();
        }
        catch (Exception exception) when (!IsOfEngine(exception))
        {
            // The streams are closed. The engine shows the record that an exception brings with it.
            var error = ErrorRecords.From(exception);
            throw new RuntimeException(error.Exception.Message, error.Exception, error);
        }
        finally
        {
            _pump.Dispose();
            _stop.Dispose();
            GC.SuppressFinalize(this);
        }
    }

    /// <summary>Before the first input.</summary>
    protected sealed override void BeginProcessing() => Run(Begin);

    /// <summary>For each input.</summary>
    protected sealed override void ProcessRecord() => Run(Process);

    /// <summary>After the last input.</summary>
    protected sealed override void EndProcessing() => Run(End);

    /// <summary>Ctrl+C, on another thread than the pipeline's.</summary>
    protected sealed override void StopProcessing() => _stop.Cancel();

    /// <summary>Prepares the run.</summary>
    private protected virtual void Begin()
    {
    }

    /// <summary>Takes an input.</summary>
    private protected virtual void Process()
    {
    }

    /// <summary>Finishes the run.</summary>
    private protected virtual void End()
    {
    }

    /// <summary>Releases what the run of a derived cmdlet holds.</summary>
    private protected virtual void DisposeRun()
    {
    }

    /// <summary>A second of waiting has passed. On the pipeline thread.</summary>
    private protected virtual void OnTick()
    {
    }

    /// <summary>Whether a parameter was given to this call.</summary>
    private protected bool Given(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>Writes to the pipeline. What a later command throws there passes as it is.</summary>
    private protected new void WriteObject(object? item)
    {
        _isWriting = true;
        base.WriteObject(item);
        _isWriting = false;
    }

    /// <summary>Has something written on the pipeline thread while it waits. From any thread.</summary>
    private protected void Post(Action action) => _pump.Post(action);

    /// <summary>Starts work of the client on another thread, and waits for it.</summary>
    private protected T Await<T>(Func<Task<T>> work) => Await(Task.Run(work));

    /// <summary>Waits for work of the client that is under way.</summary>
    private protected T Await<T>(Task<T> work) => _pump.Wait(work);

    // The one place through which everything passes that ends a cmdlet.
    private void Run(Action step)
    {
        try
        {
            step();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception exception) when (!_isWriting && !IsOfEngine(exception))
        {
            ThrowTerminatingError(ErrorRecords.From(exception));
        }
    }

    // A stop, break and exit, ThrowTerminatingError, -ErrorAction Stop, and whatever else PowerShell has an id of its own for, such as a
    // prompt that nobody can answer.
    private static bool IsOfEngine(Exception exception) => exception is IContainsErrorRecord or FlowControlException or HaltCommandException;
}
