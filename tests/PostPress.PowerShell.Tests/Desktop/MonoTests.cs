using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PostPress.PowerShell.Tests.Desktop;

/// <summary>The client's own tests, built for .NET Framework, on Mono: the nearest thing to .NET Framework that runs here. All of them in a full run, those of four folders in any.</summary>
public sealed class MonoTests
{
    [Fact]
    public async Task The_clients_tests_pass_on_the_framework_build()
    {
        Assert.SkipUnless(await HasMonoAsync(), "There is no mono here (Debian: apt-get install mono-devel).");
        var program = Path.Combine(Repository.Root, "tests", "PostPress.Client.NetFramework.Tests", "bin", Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(Repository.Shell)))!, "net472", "PostPress.Client.Tests.exe");
        string[] few = ["Errors", "Files", "Formats", "Json"];
        var shown = await RunAsync([program, "-parallelMode", "none", "-noColor", .. Scale.IsFull ? [] : few.SelectMany(folder => new[] { "-namespace", "PostPress.Client.Tests." + folder })]);
        var counts = Regex.Match(shown, @"Total: (\d+), Errors: (\d+), Failed: (\d+)");
        Assert.True(counts.Success && counts.Groups[2].Value == "0" && counts.Groups[3].Value == "0", shown);
        Assert.InRange(int.Parse(counts.Groups[1].Value, CultureInfo.InvariantCulture), 40, int.MaxValue);
    }

    private static async Task<bool> HasMonoAsync()
    {
        try
        {
            return (await RunAsync("--version")).Contains("Mono", StringComparison.Ordinal);
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        using var mono = Process.Start(new ProcessStartInfo("mono", arguments) { RedirectStandardOutput = true })!;
        return await mono.StandardOutput.ReadToEndAsync();
    }
}
