using System.Diagnostics;

namespace PostPress.PowerShell.Tests.Help;

/// <summary>A pwsh, where there is one: with all cmdlets, and with the built module on its module path.</summary>
internal static class PwshProcess
{
    /// <summary>Where it is; <see langword="null"/> where it is not.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .Select(folder => System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh")).FirstOrDefault(File.Exists);

    /// <summary>Runs a script in a folder of its own; the first error ends it.</summary>
    public static (int ExitCode, string Shown) Run(string script, string arguments = "")
    {
        var folder = Directory.CreateTempSubdirectory("postpress-help-");
        try
        {
            var file = System.IO.Path.Combine(folder.FullName, "script.ps1");
            File.WriteAllText(file, "$ErrorActionPreference = 'Stop'\n" + script);
            return Run(new ProcessStartInfo(Path!, ["-NoProfile", "-NonInteractive", "-File", file, .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]) { WorkingDirectory = folder.FullName });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (int ExitCode, string Shown) Run(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment["PSModulePath"] = System.IO.Path.Combine(Repository.Root, "out") + System.IO.Path.PathSeparator + Environment.GetEnvironmentVariable("PSModulePath");
        start.Environment["POSTPRESS_API_KEY"] = "pp_test_sandbox_3k7d9x2f";
        start.Environment["NO_COLOR"] = "1";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var shown = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return (process.ExitCode, shown);
    }
}
