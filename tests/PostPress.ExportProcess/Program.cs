using System.Net;
using System.Text.Json;
using PostPress;
using PostPress.Client;

// One export in a process of its own, to be killed in the middle of it: ADDRESS KEY ACCOUNT PATH [PAGE SIZE]. With "sync" or "full" as the
// page size, a sync instead, which writes its changes as a pipeline would take them; then a time can follow, for its clock.
// Starts ten times as fast as a shell, so that many moments can be tried; the engine's own path is killed in the engine's tests.
var settings = new ConnectionSettings { PageDelaySec = 0, RetryIntervalSec = 0.001, TimeoutSec = 2 };
var connection = ConnectionRules.Create(new Uri(args[0]), new NetworkCredential("", args[1]).SecurePassword, settings);
if (args.Length > 4 && args[4] is "sync" or "full")
{
    var clock = args.Length > 5 ? new StandingClock(DateTimeOffset.Parse(args[5], System.Globalization.CultureInfo.InvariantCulture)) : TimeProvider.System;
    using var sync = new RelationSync(connection, new ClientOptions { Clock = clock });
    var file = new ExportRequest { Path = args[3], AccountIds = [args[2]], PageSize = 500 };
    using var synced = await sync.SyncAsync(new SyncRequest { File = file, Full = args[4] == "full" }, CancellationToken.None);
    foreach (var change in synced.Changes)
    {
        Console.WriteLine(JsonSerializer.Serialize(change));
    }

    synced.Delivered();
    Console.WriteLine("delivered");
    return synced.Failures.Count;
}

using var exporter = new RelationExporter(connection, new ClientOptions());
var path = args[3];
var outcome = await exporter.ExportAsync(
    new ExportRequest
    {
        Path = path,
        AccountIds = args[2].Split(','),
        PageSize = args.Length > 4 ? int.Parse(args[4], System.Globalization.CultureInfo.InvariantCulture) : 1000,
        Format = path.EndsWith(".jsonl", StringComparison.Ordinal) ? ExportFormat.JsonLines : ExportFormat.Csv,
    },
    CancellationToken.None);
foreach (var export in outcome.Exports)
{
    Console.WriteLine($"{export.Status} {export.Rows} {export.ResumedFrom}");
}

return outcome.Failures.Count == 0 && outcome.Refusal is null ? 0 : 1;

/// <summary>A clock that shows one time.</summary>
internal sealed class StandingClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
