using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace PostPress.Package;

/// <summary>The one date in a package: that of the commit, so that the same commit gives the same bytes.</summary>
internal static class CommitDate
{
    /// <summary>From SOURCE_DATE_EPOCH where it is set (a source archive has no git), otherwise from git.</summary>
    public static DateTimeOffset Of(string root)
    {
        var seconds = Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH") ?? Git(root);
        return long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? DateTimeOffset.FromUnixTimeSeconds(value)
            : throw new InvalidOperationException("No commit date: this is not a git clone with git at hand, and SOURCE_DATE_EPOCH has no number of seconds.");
    }

    private static string Git(string root)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", root, "log", "-1", "--format=%ct"]) { RedirectStandardOutput = true })!;
            return git.StandardOutput.ReadToEnd().Trim();
        }
        catch (Win32Exception)
        {
            return "";
        }
    }
}
