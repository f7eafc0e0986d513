using System.Management.Automation;
using Engine = System.Management.Automation.PowerShell;

namespace PostPress.PowerShell.Tests;

/// <summary>A script that runs in the background: its streams can be watched, and it can be stopped as Ctrl+C stops it.</summary>
internal sealed class RunningScript : IDisposable
{
    // Far less than any wait that is stopped in a test, far more than stopping takes on a busy machine.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Engine _shell;
    private readonly PSDataCollection<PSObject?> _output = [];
    private readonly Task _end;

    public RunningScript(Engine shell)
    {
        _shell = shell;
        _end = shell.InvokeAsync<PSObject, PSObject?>(input: null, _output);
    }

    public PSDataCollection<PSObject?> Output => _output;

    public PSDataStreams Streams => _shell.Streams;

    /// <summary>Waits until a stream has a record that fits.</summary>
    public static async Task<T> WaitForAsync<T>(PSDataCollection<T> stream, Func<T, bool> fits)
    {
        var found = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        stream.DataAdded += (_, added) => Look(stream[added.Index]);
        foreach (var record in stream.ToArray())
        {
            Look(record);
        }

        return await found.Task.WaitAsync(Patience);

        void Look(T record)
        {
            if (fits(record))
            {
                found.TrySetResult(record);
            }
        }
    }

    /// <summary>Stops the script from another thread than its own, and waits for its end.</summary>
    public async Task StopAsync()
    {
        await _shell.StopAsync(callback: null, state: null).WaitAsync(Patience);
        await Assert.ThrowsAsync<PipelineStoppedException>(() => _end.WaitAsync(Patience));
    }

    /// <summary>Waits for the script's own end.</summary>
    public Task EndAsync() => _end.WaitAsync(Patience);

    public void Dispose() => _shell.Dispose();
}
