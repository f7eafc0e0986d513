using System.Diagnostics;
using System.Globalization;

namespace PostPress.Client.Tests.Export;

/// <summary>Exports in a process of its own (PostPress.ExportProcess), to be killed.</summary>
internal static class ExportProcess
{
    public static Process Start(Uri baseUri, string accounts, string path, int pageSize, bool everyPage = false)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "PostPress.ExportProcess.dll");
        string[] arguments = [program, baseUri.AbsoluteUri, "pp_test_sandbox_3k7d9x2f", accounts, path, pageSize.ToString(CultureInfo.InvariantCulture)];
        return Process.Start(new ProcessStartInfo("dotnet", everyPage ? [.. arguments, "every-page"] : arguments)
        {
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_TieredPGO"] = "0" },
        })!;
    }
}
