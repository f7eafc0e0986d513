using PostPress.Client;

namespace PostPress.Commands;

/// <summary>One of several accounts that are read at once: the page that has come, and the one that is coming.</summary>
internal sealed class AccountReading : IDisposable
{
    private readonly PostPressClient _client;
    private readonly IAsyncEnumerator<RelationPage> _pages;

    public AccountReading(PostPressClient client, RelationQuery query, CancellationToken cancellation)
    {
        _client = client;
        AccountId = query.AccountId;
        _pages = client.ReadRelationsAsync(query, cancellation).GetAsyncEnumerator(cancellation);
        Coming = Next();
    }

    public string AccountId { get; }

    /// <summary>Whether there is another page; fails where the list can't be read on.</summary>
    public Task<bool> Coming { get; private set; }

    /// <summary>The page that has come.</summary>
    public RelationPage Page => _pages.Current;

    public RunStatistics Statistics => _client.Statistics;

    /// <summary>Asks for the page behind the one that has come.</summary>
    public void Advance() => Coming = Next();

    /// <summary>Waits until nothing is in flight: who gives this up has cancelled it.</summary>
    public void Dispose()
    {
        ((IAsyncResult)Coming).AsyncWaitHandle.WaitOne();
        // A page that failed when nobody wanted it any more is nobody's failure.
        _ = Coming.Exception;
        _pages.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _client.Dispose();
    }

    // Begins on the pipeline's thread, and goes on elsewhere as soon as it waits for anything.
    private Task<bool> Next() => _pages.MoveNextAsync().AsTask();
}
