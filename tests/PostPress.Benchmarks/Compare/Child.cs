using System.Diagnostics;

namespace PostPress.Benchmarks;

/// <summary>Runs a program in a fresh process and gives what it wrote.</summary>
internal static class Child
{
    public static (string Output, double Seconds) Run(IReadOnlyList<string> command)
    {
        var watch = Stopwatch.StartNew();
        using var process = Start(command);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? (output, watch.Elapsed.TotalSeconds)
            : throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}: {output}{errors.Result}");
    }

    public static Process Start(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Nothing of the user's is read or written, and pwsh sends nothing.
        start.Environment["POSTPRESS_STATE"] = "off";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        return Process.Start(start)!;
    }
}
