using System.Collections.ObjectModel;

namespace PostPress;

/// <summary>A running local API with made-up people, to try scripts on. Made by <c>Start-PostPressSandbox</c>.</summary>
public sealed class PostPressSandbox
{
    private readonly IDisposable _server;
    private readonly Func<IReadOnlyList<SandboxCall>> _calls;
    private readonly SandboxClock _clock;

    internal PostPressSandbox(Uri baseUri, IDisposable server, Func<IReadOnlyList<SandboxCall>> calls, SandboxClock clock)
    {
        BaseUri = baseUri;
        _server = server;
        _calls = calls;
        _clock = clock;
    }

    /// <summary>The address to connect to; the same API answers under <c>/api/v1</c> too.</summary>
    public Uri BaseUri { get; }

    /// <summary>The key that it takes: made up, the same for every sandbox, worth nothing elsewhere.</summary>
    public required string ApiKey { get; init; }

    /// <summary>The accounts that it serves, the one with all <see cref="RelationCount"/> relations first.</summary>
    public required ReadOnlyCollection<string> AccountId { get; init; }

    /// <summary>How many relations the first account had before anybody connected or left.</summary>
    public required long RelationCount { get; init; }

    /// <summary>
    /// The sandbox's clock, in UTC: the real time, or, once it is set, a time that stands still until it is set again, as in
    /// <c>$sandbox.Now = $sandbox.Now.AddDays(1)</c>.
    /// </summary>
    /// <exception cref="ArgumentException">It would go back, or the year is not from 2000 to 2099.</exception>
    public DateTimeOffset Now
    {
        get => _clock.Now;
        set => _clock.Now = value;
    }

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
