namespace PostPress.Client.Tests.Support;

/// <summary>A reading of a sandbox of its own, with the calls that the sandbox saw.</summary>
internal sealed class Sandboxed : IDisposable
{
    private readonly SandboxServer _server;
    private readonly PostPressSandbox _sandbox;

    public Sandboxed(SandboxOptions options, ConnectionSettings? settings = null, ClientOptions? client = null)
    {
        _server = SandboxServer.Start(options);
        _sandbox = _server.Describe();
        Reading = new Reading(Make.Connection(_server, settings), client);
    }

    public Reading Reading { get; }

    public IReadOnlyList<SandboxCall> Calls => _sandbox.GetCalls();

    public IReadOnlyList<string?> Limits => [.. Calls.Select(call => call.Limit)];

    /// <summary>The members that the list has at its start, newest first.</summary>
    public static IReadOnlyList<string?> Members(int seed, int count, int from = 0)
    {
        var people = new SandboxPeople(seed);
        return [.. Enumerable.Range(from, count).Select(index => people.At(index).MemberId)];
    }

    public void Dispose()
    {
        Reading.Dispose();
        _server.Dispose();
    }
}
