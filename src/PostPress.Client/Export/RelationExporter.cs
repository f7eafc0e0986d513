using System.Diagnostics;

namespace PostPress.Client;

/// <summary>How an export ended.</summary>
/// <param name="Export">What was done.</param>
/// <param name="Failure">Why the list could not be read to its end; <see langword="null"/> where it is complete.</param>
public sealed record ExportOutcome(PostPressExport Export, PostPressApiException? Failure);

/// <summary>
/// Exports relations to a file that appears whole and at once. After every page the rows are on the disk and then the journal says so;
/// the same export resumes from there after a failure, a kill or a power loss.
/// </summary>
public sealed class RelationExporter : IDisposable
{
    private readonly PostPressConnection _connection;
    private readonly ClientOptions _options;
    private readonly PostPressClient _client;

    /// <summary>Makes an exporter for one run.</summary>
    public RelationExporter(PostPressConnection connection, ClientOptions options)
    {
        _connection = connection;
        _options = options;
        _client = new PostPressClient(connection, options);
    }

    /// <summary>What was done so far.</summary>
    public RunStatistics Statistics => _client.Statistics;

    /// <summary>Exports, or resumes.</summary>
    /// <exception cref="ExportFileException">The file can't be written or resumed.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; the same export resumes.</exception>
    public async Task<ExportOutcome> ExportAsync(ExportRequest request, CancellationToken cancellation)
    {
        var files = new ExportFiles(request);
        try
        {
            files.CheckTarget();
            using var alone = files.Lock();
            return await ExportAsync(request, files, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw files.Explain(exception);
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _client.Dispose();

    private async Task<ExportOutcome> ExportAsync(ExportRequest request, ExportFiles files, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        PostPressApiException? failure = null;
        ExportSession session;
        using (session = ExportSession.Open(request, files, _connection.BaseUri, _options.Observer))
        {
            try
            {
                while (session.CurrentAccount is { } accountId)
                {
                    await ExportAccountAsync(session, request, accountId, cancellation).ConfigureAwait(false);
                }
            }
            catch (PostPressApiException stopped)
            {
                failure = stopped;
            }
        }

        if (failure is null)
        {
            files.Finish();
        }

        return new ExportOutcome(Describe(request, session, watch.Elapsed, failure), failure);
    }

    private async Task ExportAccountAsync(ExportSession session, ExportRequest request, string accountId, CancellationToken cancellation)
    {
        var query = new RelationQuery
        {
            AccountId = accountId,
            Filter = request.Filter,
            PageSize = request.PageSize,
            State = session.State,
            Known = session.ReadKnown(),
            ResumeAdvice = "The same command resumes from here; the file appears when it is complete.",
        };
        try
        {
            await WritePagesAsync(session, query, cancellation).ConfigureAwait(false);
        }
        catch (PostPressApiException failure) when (IsRefusedCursor(failure, query))
        {
            // Cursors expire. What is there stays, and everyone else is added behind it.
            session.RestartAccount();
            await WritePagesAsync(session, query with { State = null, Known = session.ReadKnown() }, cancellation).ConfigureAwait(false);
        }
    }

    private async Task WritePagesAsync(ExportSession session, RelationQuery query, CancellationToken cancellation)
    {
        await foreach (var page in _client.ReadRelationsAsync(query, cancellation).ConfigureAwait(false))
        {
            session.Write(page);
        }
    }

    private static bool IsRefusedCursor(PostPressApiException failure, RelationQuery query) =>
        query.State?.Cursor is { } cursor && failure.Cursor == cursor && RetryRules.IsRefusedCursor(failure);

    private PostPressExport Describe(ExportRequest request, ExportSession session, TimeSpan duration, PostPressApiException? failure) => new()
    {
        Path = request.Path,
        Status = failure?.Id ?? "Complete",
        Rows = session.Rows,
        ResumedFrom = session.ResumedFrom,
        DuplicatesDropped = Statistics.DuplicatesDropped,
        Calls = Statistics.Calls,
        Retries = Statistics.Retries,
        Duration = duration,
    };
}
