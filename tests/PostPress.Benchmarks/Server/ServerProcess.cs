using System.Diagnostics;

namespace PostPress.Benchmarks;

/// <summary>The page server, running beside the contestants.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process = Child.Start([.. Tools.Self, "--serve"]);

    public ServerProcess() => Address = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The page server did not start.");

    public string Address { get; }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
