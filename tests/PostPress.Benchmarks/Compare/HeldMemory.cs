namespace PostPress.Benchmarks;

/// <summary>The heap while the last page of a list is handed on: everybody who was seen is remembered.</summary>
internal static class HeldMemory
{
    public static async Task<int> RunAsync(string contestant, Uri address, string account)
    {
        var meter = Meter.Start();
        await (contestant == "held-export" ? ExportAsync(address, account, meter) : ReadAsync(address, account, meter));
        return 0;
    }

    private static async Task ReadAsync(Uri address, string account, Meter meter)
    {
        using var client = new PostPressClient(BareProcess.Connect(address), new ClientOptions());
        await foreach (var page in client.ReadRelationsAsync(new RelationQuery { AccountId = account }, CancellationToken.None))
        {
            WriteAtLastPage(client.Statistics.Relations, account, meter);
        }
    }

    private static async Task ExportAsync(Uri address, string account, Meter meter)
    {
        using var folder = new ScratchFolder();
        void Look(RunEvent happened)
        {
            if (happened is PageWritten written)
            {
                WriteAtLastPage(written.Rows, account, meter);
            }
        }

        using var exporter = new RelationExporter(BareProcess.Connect(address), new ClientOptions { Observer = Look });
        await exporter.ExportAsync(new ExportRequest { Path = Path.Combine(folder.Path, "export.csv"), AccountIds = [account] }, CancellationToken.None);
    }

    // Once more after the verification: the first line counts.
    private static void WriteAtLastPage(long relations, string account, Meter meter)
    {
        if (relations == PageAddress.Length(account))
        {
            Console.WriteLine(meter.Stop(relations));
        }
    }
}
