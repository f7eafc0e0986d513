namespace PostPress.Client;

/// <summary>Puts a file in the place of another in one step, on one volume.</summary>
internal static class Replacement
{
    public static void Move(string from, string to)
    {
#if NET
        File.Move(from, to, overwrite: true);
#else
        // .NET Framework's Move does not overwrite, and its Replace wants something to replace.
        if (File.Exists(to))
        {
            File.Replace(from, to, destinationBackupFileName: null);
        }
        else
        {
            File.Move(from, to);
        }
#endif
    }
}
