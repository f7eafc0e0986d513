using System.Diagnostics;
using PostPress.Client.Tests.Export;

namespace PostPress.Client.Tests.Ledger;

/// <summary>Readings with a ledger, each in a process of its own: PostPress.ExportProcess.</summary>
internal static class LedgerProcess
{
    public static Process Start(Uri baseUri, string folder, int pageSize) =>
        ExportProcess.Start(baseUri, ExportRun.Account, "-", $"{pageSize}", folder);

    /// <summary>With no room for any file, as on a full disk.</summary>
    public static Process StartWithoutRoom(Uri baseUri, string folder, int pageSize) =>
        ExportProcess.StartOnFullDisk(blocks: 0, baseUri, ExportRun.Account, "-", $"{pageSize}", folder);

    /// <summary>What it says until its end.</summary>
    public static async Task<string> EndAsync(Process process)
    {
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return said;
    }
}
