using System.Diagnostics;

namespace PostPress.PowerShell.Tests;

/// <summary>A script in the real engine in a process of its own, by tools/PostPress.Shell.</summary>
internal sealed class ShellProcess : IDisposable
{
    // A process that hangs must not hang the suite.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private ShellProcess(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.Shell, .. arguments])
        {
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
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    /// <summary>Starts a script file, and goes on.</summary>
    public static ShellProcess Start(string file, params string[] arguments) => new([file, .. arguments], environment: null);

    /// <summary>Starts a script file with variables of the environment.</summary>
    public static ShellProcess Start(IReadOnlyDictionary<string, string> environment, string file) => new([file], environment);

    /// <summary>Runs a script file to its end.</summary>
    public static async Task<ShellOutcome> RunFileAsync(string file, params string[] arguments)
    {
        using var shell = Start(file, arguments);
        return await shell.EndAsync();
    }

    /// <summary>Runs without any argument.</summary>
    public static async Task<ShellOutcome> RunNothingAsync()
    {
        using var shell = new ShellProcess([], environment: null);
        return await shell.EndAsync();
    }

    /// <summary>Runs a script to its end.</summary>
    public static async Task<ShellOutcome> RunAsync(
        string script, IReadOnlyDictionary<string, string>? environment = null, params string[] arguments)
    {
        var file = Path.Combine(Path.GetTempPath(), $"postpress-test-{Guid.NewGuid():N}.ps1");
        await File.WriteAllTextAsync(file, script);
        try
        {
            using var shell = new ShellProcess([file, .. arguments], environment);
            return await shell.EndAsync();
        }
        finally
        {
            File.Delete(file);
        }
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
    public async Task<ShellOutcome> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var output = await _process.StandardOutput.ReadToEndAsync(patience.Token);
        await _process.WaitForExitAsync(patience.Token);
        return new ShellOutcome(_process.ExitCode, output, await _errors);
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
internal sealed record ShellOutcome(int ExitCode, string Output, string Errors)
{
    /// <summary>What the user sees of it, for the message of a failed test.</summary>
    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{Errors}";
}
