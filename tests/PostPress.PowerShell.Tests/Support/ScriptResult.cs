using System.Management.Automation;

namespace PostPress.PowerShell.Tests;

/// <summary>What came out of a script: its output, every stream, and what ended it, if anything did.</summary>
internal sealed class ScriptResult(IReadOnlyList<PSObject?> output, PSDataStreams streams, RuntimeException? ended)
{
    public IReadOnlyList<PSObject?> Output => output;

    public IReadOnlyList<ErrorRecord> Errors { get; } = [.. streams.Error];

    public IReadOnlyList<string> Verbose { get; } = [.. streams.Verbose.Select(record => record.Message)];

    public IReadOnlyList<string> Debug { get; } = [.. streams.Debug.Select(record => record.Message)];

    public IReadOnlyList<string> Warnings { get; } = [.. streams.Warning.Select(record => record.Message)];

    public IReadOnlyList<string> Information { get; } = [.. streams.Information.Select(record => record.ToString())];

    public IReadOnlyList<ProgressRecord> Progress { get; } = [.. streams.Progress];

    /// <summary>The exception that ended the script.</summary>
    public RuntimeException? Ended => ended;

    /// <summary>The only error, whether it ended the script or not.</summary>
    public ErrorRecord OnlyError => Assert.Single(Ended is null ? Errors : [.. Errors, Ended.ErrorRecord]);

    /// <summary>The texts of every stream, one a line.</summary>
    public string AllText => string.Join('\n',
    [
        .. Output.Select(item => item?.ToString()),
        .. Errors.Select(error => error.ToString()),
        .. Verbose,
        .. Debug,
        .. Warnings,
        .. Information,
        .. Progress.Select(record => $"{record.Activity} {record.StatusDescription} {record.CurrentOperation}"),
        ended?.ToString(),
    ]);
}
