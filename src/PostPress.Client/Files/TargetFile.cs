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

            return OperatingSystem.IsWindows() ? File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName : Walk(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
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
