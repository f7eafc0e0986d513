using System.Text.RegularExpressions;

namespace System.Runtime.CompilerServices
{
    /// <summary>What the compiler asks for when an array is sliced, and .NET Framework lacks.</summary>
    internal static class RuntimeHelpers
    {
        public static T[] GetSubArray<T>(T[] array, Range range)
        {
            var (offset, length) = range.GetOffsetAndLength(array.Length);
            return array.AsSpan(offset, length).ToArray();
        }
    }
}

namespace PostPress.Client.Tests
{
    /// <summary>What the tests call, the package Polyfill does not bring, and .NET Framework lacks.</summary>
    internal static class Missing
    {
        extension(string text)
        {
            public string Replace(string old, string with, StringComparison comparison) =>
                comparison == StringComparison.Ordinal
                    ? text.Replace(old, with)
                    : Regex.Replace(text, Regex.Escape(old), with.Replace("$", "$$"), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        }

        extension(File)
        {
            public static void CreateSymbolicLink(string path, string target) => Assert.Skip($"No link from {path} to {target}: .NET Framework makes none.");
        }
    }

    /// <summary>Taken by the tests instead of the framework's own, which has no list of arguments.</summary>
    internal sealed class ProcessStartInfo(string program, IEnumerable<string> arguments)
    {
        public bool RedirectStandardOutput { get; init; }

        public static implicit operator System.Diagnostics.ProcessStartInfo(ProcessStartInfo start) => start.Real();

        private System.Diagnostics.ProcessStartInfo Real() => new(program, string.Join(" ", arguments.Select(argument => $"\"{argument}\"")))
        {
            RedirectStandardOutput = RedirectStandardOutput,
            UseShellExecute = false,
        };
    }
}
