using System.Text;

namespace PostPress.Client;

/// <summary>Finds the file that a path means where it is a link, so that the file is replaced and the link stays.</summary>
internal static class TargetFile
{
#if NET
    // As many as Linux follows.
    private const int MaximumLinks = 40;

    /// <summary>The file behind the links, which need not exist; the path itself where they lead in a circle.</summary>
    public static string Resolve(string path)
    {
        try
        {
            if (new FileInfo(path).LinkTarget is null)
            {
                return path;
            }

            return OperatingSystem.IsWindows() ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : Walk(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // What can't be looked at is refused by who opens it, with the reason.
            return path;
        }
    }

    // By hand: ".." in a link means the parent of the real folder, and .NET takes the name before it away instead.
    private static string Walk(string path)
    {
        var real = "/";
        var links = 0;
        var names = new Stack<string>(Enumerable.Reverse(path.Split('/')));
        while (names.Count > 0)
        {
            var name = names.Pop();
            if (name is "" or ".")
            {
                continue;
            }

            var next = name == ".." ? Path.GetDirectoryName(real) ?? real : Path.Combine(real, name);
            if (name == ".." || new FileInfo(next).LinkTarget is not { } link)
            {
                real = next;
                continue;
            }

            if (++links > MaximumLinks)
            {
                return path;
            }

            real = link.StartsWith('/') ? "/" : real;
            foreach (var part in Enumerable.Reverse(link.Split('/')))
            {
                names.Push(part);
            }
        }

        return real;
    }
#else
    /// <summary>.NET Framework can't read links: the path itself, and a link is refused.</summary>
    public static string Resolve(string path) => path;
#endif
}

/// <summary>Makes the id of an account fit for the name of a file, on every system, so that two ids never have one name.</summary>
public static class AccountFileName
{
    /// <summary>Letters, digits, <c>_</c> and <c>-</c> stay; everything else is written as in an address: <c>%2F</c>.</summary>
    public static string Of(string accountId)
    {
        var name = new StringBuilder(accountId.Length);
        foreach (var value in Encoding.UTF8.GetBytes(accountId))
        {
            var isPlain = value is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') or (byte)'_' or (byte)'-';
            name.Append(isPlain ? ((char)value).ToString() : FormattableString.Invariant($"%{value:X2}"));
        }

        return name.ToString();
    }
}
