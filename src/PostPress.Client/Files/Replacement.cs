namespace PostPress.Client;

/// <summary>Puts a file in the place of another in one step, on one volume.</summary>
internal static class Replacement
{
    private const int MostTries = 10;

    /// <summary>Replaces a file of our own.</summary>
    public static void Move(string from, string to)
    {
#if NET
        File.Move(from, to, overwrite: true);
#else
        // .NET Framework's Move does not overwrite, and its Replace wants something to replace.
        MoveKeepingAccess(from, to, evenReadOnly: false);
#endif
    }

    /// <summary>Replaces a file of the user's: who could read the old one can read the new one, and nobody else.</summary>
    public static void MoveKeepingAccess(string from, string to, bool evenReadOnly)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                if (File.Exists(to))
                {
                    Replace(from, to, evenReadOnly);
                }
                else
                {
                    File.Move(from, to);
                }

                return;
            }
            catch (IOException exception) when ((FileFailure.IsExisting(exception) || exception is FileNotFoundException) && File.Exists(from) && tries < MostTries)
            {
                // The old one has come or gone since it was looked for.
            }
        }
    }

    private static void Replace(string from, string to, bool evenReadOnly)
    {
#if NET
        if (!OperatingSystem.IsWindows())
        {
            UnixFile.CopyAccess(to, from);
            File.Move(from, to, overwrite: true);
            return;
        }
#endif

        // Windows replaces no file that is read-only; the new one is so again.
        var isReadOnly = evenReadOnly && (File.GetAttributes(to) & FileAttributes.ReadOnly) != 0;
        if (isReadOnly)
        {
            File.SetAttributes(to, File.GetAttributes(to) & ~FileAttributes.ReadOnly);
        }

        // Keeps the access control list.
        File.Replace(from, to, destinationBackupFileName: null);
        if (isReadOnly)
        {
            File.SetAttributes(to, File.GetAttributes(to) | FileAttributes.ReadOnly);
        }
    }
}
