using BenchmarkDotNet.Running;
using PostPress.Benchmarks;

// Without arguments BenchmarkDotNet asks which of the hot paths to measure; `--compare` compares end to end, `--changes` two exports.
// The other words are for the comparison's own child processes.
switch (args.FirstOrDefault())
{
    case "--compare":
        return Comparison.Run(CompareOptions.Read(args[1..]));
    case "--changes":
        return ListComparison.Run(args[1], args.ElementAtOrDefault(2) ?? "csv");
    case "--serve":
        return PageServer.Serve();
    case "--verification":
        return await Verification.RunAsync(new Uri(args[1]), args[2], int.Parse(args[3], System.Globalization.CultureInfo.InvariantCulture));
    case "--held-get" or "--held-export":
        return await HeldMemory.RunAsync(args[0][2..], new Uri(args[1]), args[2]);
    case "--floor" or "--client" or "--ceiling":
        return await BareProcess.RunAsync(args[0][2..], new Uri(args[1]), args[2], args.Length > 3 ? WarmUp.Read(args[3]) : WarmUp.None);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
}
