using System.Diagnostics;

namespace PostPress.PowerShell.Tests;

/// <summary>A script in the pwsh of this repository, in a process of its own.</summary>
internal sealed class PwshProcess : IDisposable
{
    // A process that hangs must not hang the suite: longer than all the Pester tests take.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private PwshProcess(string command, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            WorkingDirectory = Repository.Root,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    /// <summary>Starts a script file, and goes on.</summary>
    public static PwshProcess Start(string file, IReadOnlyDictionary<string, string>? environment, params string[] arguments) =>
        new("dotnet", ["exec", Repository.Pwsh, "-NoLogo", "-NoProfile", "-NonInteractive", "-File", file, .. arguments], environment);

    /// <summary>
    /// Starts tools/PostPress.Shell as a terminal does, and goes on: as the leader of a group, and deaf to no signal.
    /// (A background job ignores interrupts, and so does all that it starts.)
    /// </summary>
    public static PwshProcess StartLauncher(params string[] arguments) => OperatingSystem.IsLinux()
        ? new("setsid", ["env", "--default-signal=INT", "dotnet", Repository.Shell, .. arguments], environment: null)
        : new("dotnet", [Repository.Shell, .. arguments], environment: null);

    /// <summary>Runs a script file to its end.</summary>
    public static async Task<ProcessOutcome> RunFileAsync(string file, params string[] arguments)
    {
        using var shell = Start(file, environment: null, arguments);
        return await shell.EndAsync();
    }

    /// <summary>Runs a script to its end.</summary>
    public static async Task<ProcessOutcome> RunAsync(string script)
    {
        using var file = new ScriptFile(script);
        return await RunFileAsync(file.Path);
    }

    /// <summary>Reads lines of the output until one fits.</summary>
    public async Task<string> ReadUntilAsync(Func<string, bool> fits)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (fits(line))
            {
                return line;
            }
        }

        throw new InvalidOperationException("The script ended before it wrote the line. " + await _errors);
    }

    /// <summary>Waits for the end.</summary>
    public async Task<ProcessOutcome> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var output = await _process.StandardOutput.ReadToEndAsync(patience.Token);
        await _process.WaitForExitAsync(patience.Token);
        return new ProcessOutcome(_process.ExitCode, output, await _errors);
    }

    public void Kill() => _process.Kill(entireProcessTree: true);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }
}

/// <summary>How a process ended.</summary>
internal sealed record ProcessOutcome(int ExitCode, string Output, string Errors)
{
    /// <summary>The output, line by line.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>What a user sees of it, for the message of a failed test.</summary>
    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{Errors}";
}
