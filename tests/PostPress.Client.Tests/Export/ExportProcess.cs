using System.Diagnostics;

namespace PostPress.Client.Tests.Export;

/// <summary>A run in a process of its own (PostPress.ExportProcess), to be killed.</summary>
internal static class ExportProcess
{
    /// <summary>Starts a run; what the words behind the path are is said in its Program.cs.</summary>
    public static Process Start(Uri baseUri, string accounts, string path, params string[] words) =>
        Process.Start(new ProcessStartInfo("dotnet", Arguments(baseUri, accounts, path, words)) { RedirectStandardOutput = true })!;

    /// <summary>The same where no file can grow beyond so many blocks of 512 bytes, as on a full disk.</summary>
    public static Process StartOnFullDisk(int blocks, Uri baseUri, string accounts, string path, params string[] words)
    {
        string[] arguments = ["-c", $"trap '' XFSZ; ulimit -f {blocks}; exec dotnet \"$@\"", "sh", .. Arguments(baseUri, accounts, path, words)];
        return Process.Start(new ProcessStartInfo("sh", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Without the second mapping of code, which is a file of its own.
            Environment = { ["DOTNET_EnableWriteXorExecute"] = "0", ["DOTNET_EnableDiagnostics"] = "0", ["DOTNET_DbgEnableMiniDump"] = "0" },
        })!;
    }

    /// <summary>Starts taking the lock of a file again and again.</summary>
    public static Process StartLockStress(string path, TimeSpan time) =>
        Process.Start(new ProcessStartInfo("dotnet", [Program, "LOCK", path, $"{time.TotalMilliseconds}"]) { RedirectStandardOutput = true })!;

    private static string Program => Path.Combine(AppContext.BaseDirectory, "PostPress.ExportProcess.dll");

    private static string[] Arguments(Uri baseUri, string accounts, string path, params string[] words) =>
        [Program, baseUri.AbsoluteUri, "pp_test_sandbox_3k7d9x2f", accounts, path, .. words];
}
