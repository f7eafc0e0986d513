using System.Globalization;
using System.Net;
using System.Text.Json;
using PostPress;
using PostPress.Client;

// One run in a process of its own, to be killed in the middle of it: ADDRESS KEY ACCOUNT PATH [PAGE SIZE [every-page]] exports;
// ADDRESS KEY ACCOUNT - PAGE SIZE LEDGER reads, with a ledger of its calls in a folder;
// ADDRESS KEY ACCOUNT PATH sync|full [TIME] syncs, by a clock that shows that time, and writes its changes as a pipeline would take them.
// LOCK PATH MILLISECONDS takes the lock of an export again and again.
// Starts ten times as fast as a shell, so that many moments can be tried; the engine's own path is killed in the engine's tests.
if (args[0] == "LOCK")
{
    Console.WriteLine(LockStress.Run(args[1], TimeSpan.FromMilliseconds(int.Parse(args[2], CultureInfo.InvariantCulture))));
    return 0;
}

var settings = new ConnectionSettings { PageDelaySec = 0, RetryIntervalSec = 0.001, TimeoutSec = 2, MaximumCallsPerDay = 0 };
var connection = ConnectionRules.Create(new Uri(args[0]), new NetworkCredential("", args[1]).SecurePassword, settings);
if (args.Length > 4 && args[4] is "sync" or "full")
{
    return await SyncAsync(args[3], isFull: args[4] == "full", args.Length > 5 ? new StandingClock(DateTimeOffset.Parse(args[5], CultureInfo.InvariantCulture)) : TimeProvider.System);
}

var pageSize = args.Length > 4 ? int.Parse(args[4], CultureInfo.InvariantCulture) : 1000;
return args[3] == "-" ? await ReadAsync(args[5]) : await ExportAsync(args[3]);

async Task<int> SyncAsync(string path, bool isFull, TimeProvider clock)
{
    using var sync = new RelationSync(connection, new ClientOptions { Clock = clock });
    var file = new ExportRequest { Path = path, AccountIds = [args[2]], PageSize = 500 };
    using var synced = await sync.SyncAsync(new SyncRequest { File = file, Full = isFull }, CancellationToken.None);
    foreach (var change in synced.Changes)
    {
        Console.WriteLine(JsonSerializer.Serialize(change));
    }

    synced.Delivered();
    Console.WriteLine("delivered");
    return synced.Failures.Count;
}

async Task<int> ReadAsync(string folder)
{
    var options = new ClientOptions { LedgerFolder = folder, Observer = Tell };
    using var client = new PostPressClient(connection, options);
    await foreach (var page in client.ReadRelationsAsync(new RelationQuery { AccountId = args[2], PageSize = pageSize, First = 1_000_000 }, CancellationToken.None))
    {
    }

    Console.WriteLine($"{client.Statistics.Relations} relations, {client.Statistics.Calls} calls");
    return 0;
}

void Tell(RunEvent happened)
{
    if (happened is RunNotice { Id: "LedgerSetAside" or "LedgerUnavailable" } notice)
    {
        Console.WriteLine($"{notice.Id} {notice.Message}");
    }
}

async Task<int> ExportAsync(string path)
{
    using var exporter = new RelationExporter(connection, new ClientOptions());
    var outcome = await exporter.ExportAsync(
        new ExportRequest
        {
            Path = path,
            AccountIds = args[2].Split(','),
            PageSize = pageSize,
            VerifyEveryPage = args.Length > 5,
            Format = path.EndsWith(".jsonl", StringComparison.Ordinal) ? ExportFormat.JsonLines : ExportFormat.Csv,
        },
        CancellationToken.None);
    foreach (var export in outcome.Exports)
    {
        Console.WriteLine($"{export.Status} {export.Rows} {export.ResumedFrom} {export.Calls}");
    }

    return outcome.Failures.Count == 0 && outcome.Refusal is null ? 0 : 1;
}

/// <summary>A clock that shows one time.</summary>
internal sealed class StandingClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
