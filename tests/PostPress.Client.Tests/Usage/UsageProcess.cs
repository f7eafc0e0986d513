using System.Diagnostics;
using PostPress.Client.Tests.Export;

namespace PostPress.Client.Tests.Usage;

/// <summary>Readings with a ledger, each in a process of its own: PostPress.ExportProcess.</summary>
internal static class UsageProcess
{
    public static Process Start(Uri baseUri, string folder, int pageSize) =>
        Process.Start(new ProcessStartInfo("dotnet", Arguments(baseUri, folder, pageSize)) { RedirectStandardOutput = true, Environment = { ["DOTNET_TieredPGO"] = "0" } })!;

    /// <summary>With no room for any file, as on a full disk.</summary>
    public static Process StartWithoutRoom(Uri baseUri, string folder, int pageSize)
    {
        string[] arguments = ["-c", "trap '' XFSZ; ulimit -f 0; exec dotnet \"$@\"", "sh", .. Arguments(baseUri, folder, pageSize)];
        // Without the second mapping of code, which is a file of its own.
        return Process.Start(new ProcessStartInfo("sh", arguments)
        {
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_EnableWriteXorExecute"] = "0", ["DOTNET_EnableDiagnostics"] = "0", ["DOTNET_DbgEnableMiniDump"] = "0" },
        })!;
    }

    /// <summary>What it says until its end.</summary>
    public static async Task<string> EndAsync(Process process)
    {
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return said;
    }

    private static string[] Arguments(Uri baseUri, string folder, int pageSize) =>
    [
        Path.Combine(AppContext.BaseDirectory, "PostPress.ExportProcess.dll"), baseUri.AbsoluteUri, "pp_test_sandbox_3k7d9x2f", ExportRun.Account, "-",
        pageSize.ToString(System.Globalization.CultureInfo.InvariantCulture), folder,
    ];
}
