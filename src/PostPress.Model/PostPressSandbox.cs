using System.Collections.ObjectModel;

namespace PostPress;

/// <summary>A running local API with made-up people, to try scripts on. Made by <c>Start-PostPressSandbox</c>.</summary>
public sealed class PostPressSandbox
{
    private readonly IDisposable _server;
    private readonly Func<IReadOnlyList<SandboxCall>> _calls;

    internal PostPressSandbox(Uri baseUri, IDisposable server, Func<IReadOnlyList<SandboxCall>> calls)
    {
        BaseUri = baseUri;
        _server = server;
        _calls = calls;
    }

    /// <summary>The address to connect to; the same API answers under <c>/api/v1</c> too.</summary>
    public Uri BaseUri { get; }

    /// <summary>The key that it takes: made up, the same for every sandbox, worth nothing elsewhere.</summary>
    public required string ApiKey { get; init; }

    /// <summary>The accounts that it serves, the one with all <see cref="RelationCount"/> relations first.</summary>
    public required ReadOnlyCollection<string> AccountId { get; init; }

    /// <summary>How many relations the first account had when the sandbox started.</summary>
    public required long RelationCount { get; init; }

    /// <summary>Whether it still answers.</summary>
    public bool IsRunning { get; private set; } = true;

    /// <summary>The calls that it saw so far, oldest first; the last 10,000 at most.</summary>
    public IReadOnlyList<SandboxCall> GetCalls() => _calls();

    /// <summary>Stops it and closes its port; nothing happens where it is stopped already.</summary>
    internal void Stop()
    {
        IsRunning = false;
        _server.Dispose();
    }
}
