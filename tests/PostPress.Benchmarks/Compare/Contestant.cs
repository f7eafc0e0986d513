using System.Diagnostics;
using System.Globalization;

namespace PostPress.Benchmarks;

/// <summary>One way to read or export relations, each run of it in a fresh process.</summary>
internal sealed record Contestant(string Name, Func<string, string, WarmUp, string, IReadOnlyList<string>> Command)
{
    public static readonly Contestant Get = Script("(a) Get-PostPressRelation, counted", "get", Tools.Module);
    public static readonly Contestant GetToNull = Script("(a) Get-PostPressRelation to Out-Null", "get-out-null", Tools.Module);
    public static readonly Contestant GetToExportCsv = Script("(b) Get-PostPressRelation to Export-Csv", "get-export-csv", Tools.Module);
    public static readonly Contestant ExportCsv = Script("(c) Export-PostPressRelation to CSV", "export-csv", Tools.Module);
    public static readonly Contestant ExportJsonLines = Script("(c) Export-PostPressRelation to JSON Lines", "export-jsonl", Tools.Module);
    public static readonly Contestant Floor = Bare("(d) the floor: bare C# loop", "floor");
    public static readonly Contestant Loop = Script("(e) Invoke-RestMethod loop, counted", "loop");
    public static readonly Contestant LoopToExportCsv = Script("(e) Invoke-RestMethod loop to Export-Csv", "loop-export-csv");
    public static readonly Contestant Python = new("(f) Python: urllib and csv", (address, account, warmUp, folder) =>
        [Tools.Python!, Tools.Script("urllib.py"), address, WarmUp.Account, warmUp.ToString(), account, folder]);

    public static readonly Contestant Client = Bare("our client alone, in C#", "client");
    public static readonly Contestant HeldByGet = Bare("a reading, at its last page", "held-get");
    public static readonly Contestant HeldByExport = Bare("an export, at its last page", "held-export");
    public static readonly Contestant Engine = Script("the engine alone: ready objects, counted", "engine");
    public static readonly Contestant Ceiling = Bare("the server alone: bytes, unread", "ceiling");

    /// <summary>What a user could run, as far as this machine has the programs.</summary>
    public static IReadOnlyList<Contestant> Programs { get; } =
    [
        Get, GetToNull, GetToExportCsv, ExportCsv, ExportJsonLines, Floor, Loop, LoopToExportCsv,
        .. Tools.Python is null ? Array.Empty<Contestant>() : [Python],
    ];

    /// <summary>The same, and the parts that explain them.</summary>
    public static IReadOnlyList<Contestant> All { get; } = [.. Programs, Client, Engine, Ceiling];

    public Measurement Run(string address, string account, WarmUp warmUp)
    {
        using var folder = new ScratchFolder();
        var (output, seconds) = Child.Run(Command(address, account, warmUp, folder.Path));
        return Measurement.Read(output, seconds);
    }

    private static Contestant Bare(string name, string word) => new(name, (address, account, warmUp, _) => [.. Tools.Self, "--" + word, address, account, warmUp.ToString()]);

    private static Contestant Script(string name, string script, string module = "") => new(name, (address, account, warmUp, folder) => Tools.Run(
        "run.ps1", "-Contestant", script, "-Module", module, "-Address", address,
        "-WarmUpAccount", WarmUp.Account, "-WarmUpSeconds", warmUp.ToString(), "-Account", account, "-Folder", folder));
}

/// <summary>
/// Before it is measured, every contestant reads whole lists until this time is over. .NET compiles what runs often twice more in the
/// background, each time after a pause; the same time for all, not the same number of relations, so that the slow ones are not
/// measured finished and the quick ones in the middle of it.
/// </summary>
internal readonly record struct WarmUp(double Seconds)
{
    /// <summary>Measured from the first relation on.</summary>
    public static readonly WarmUp None = new(0);

    /// <summary>The list that is read.</summary>
    public static readonly string Account = PageAddress.Account(100_000);

    public static WarmUp Read(string seconds) => new(double.Parse(seconds, CultureInfo.InvariantCulture));

    public async Task RunAsync(Func<string, Task<long>> run)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed.TotalSeconds < Seconds;)
        {
            await run(Account);
        }
    }

    public override string ToString() => Seconds.ToString(CultureInfo.InvariantCulture);
}
