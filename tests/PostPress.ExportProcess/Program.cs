using System.Net;
using PostPress;
using PostPress.Client;

// One export in a process of its own, to be killed in the middle of it: ADDRESS KEY ACCOUNT PATH [PAGE SIZE [every-page]].
// Starts ten times as fast as a shell, so that many moments can be tried; the engine's own path is killed in the engine's tests.
var settings = new ConnectionSettings { PageDelaySec = 0, RetryIntervalSec = 0.001, TimeoutSec = 2 };
var connection = ConnectionRules.Create(new Uri(args[0]), new NetworkCredential("", args[1]).SecurePassword, settings);
using var exporter = new RelationExporter(connection, new ClientOptions());
var path = args[3];
var outcome = await exporter.ExportAsync(
    new ExportRequest
    {
        Path = path,
        AccountIds = args[2].Split(','),
        PageSize = args.Length > 4 ? int.Parse(args[4], System.Globalization.CultureInfo.InvariantCulture) : 1000,
        VerifyEveryPage = args.Length > 5,
        Format = path.EndsWith(".jsonl", StringComparison.Ordinal) ? ExportFormat.JsonLines : ExportFormat.Csv,
    },
    CancellationToken.None);
foreach (var export in outcome.Exports)
{
    Console.WriteLine($"{export.Status} {export.Rows} {export.ResumedFrom} {export.Calls}");
}

return outcome.Failures.Count == 0 && outcome.Refusal is null ? 0 : 1;
