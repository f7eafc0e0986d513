using System.Diagnostics;
using System.Globalization;

namespace PostPress.Benchmarks;

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
