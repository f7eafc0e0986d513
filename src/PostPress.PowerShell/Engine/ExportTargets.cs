using System.Management.Automation;
using System.Text.RegularExpressions;
using PostPress.Client;

namespace PostPress.Commands;

/// <summary>Turns a path of PowerShell into the files of an export: one for all accounts, or one for each.</summary>
internal static class ExportTargets
{
    // What stands in a path for the id of the account; as all of PowerShell, in any case.
    private const string Placeholder = "{AccountId}";

    // What AccountFileName makes of an id.
    private const string AnyAccount = "[A-Za-z0-9_%-]+";

    private static readonly Regex Placeholders = new(Regex.Escape(Placeholder), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // A word in braces. Windows has folders that are named by a GUID.
    private static readonly Regex Words = new("\\{[^{}/\\\\]+\\}");

    /// <summary>The files, by the path and the accounts. A path with the placeholder, and an existing folder, is a file for each account.</summary>
    public static IReadOnlyList<(string Path, IReadOnlyList<string> AccountIds)> Find(PSCmdlet command, string path, IReadOnlyList<string> accountIds, string extension, bool isLiteral)
    {
        var full = Resolve(command, path);
        if (!isLiteral)
        {
            CheckPlaceholders(command, path, full);
        }

        // One that ends like a folder is meant as one, also where it is missing.
        if ((Directory.Exists(full) || path[^1] is '/' or '\\') && !Placeholders.IsMatch(full))
        {
            full = System.IO.Path.Combine(full, Placeholder + extension);
        }

        if (!Placeholders.IsMatch(full))
        {
            return [(full, accountIds)];
        }

        var targets = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var accountId in accountIds)
        {
            var file = Placeholders.Replace(full, _ => AccountFileName.Of(accountId));
            if (targets.TryGetValue(file, out var other))
            {
                // On Windows and macOS, names that differ in case only are one file.
                command.ThrowTerminatingError(ErrorRecords.SameFile(other, accountId, file));
            }

            targets.Add(file, accountId);
        }

        return [.. targets.Select(target => (target.Key, (IReadOnlyList<string>)[target.Value]))];
    }

    /// <summary>The files to which there are unfinished exports: the one that is named, all of a folder, or those that a path with the placeholder means.</summary>
    public static IEnumerable<string> FindUnfinished(PSCmdlet command, string path, bool isLiteral)
    {
        var full = Resolve(command, path);
        // One of a name with braces comes from Get-PostPressExport, too.
        if (!isLiteral && !(System.IO.Path.GetDirectoryName(full) is { } parent && UnfinishedExports.Targets(parent).Contains(full)))
        {
            CheckPlaceholders(command, path, full);
        }

        if (Placeholders.IsMatch(full))
        {
            var meaning = Meaning(full);
            return Folders(System.IO.Path.GetDirectoryName(full)!).SelectMany(UnfinishedExports.Targets).Where(target => meaning.IsMatch(target));
        }

        return Directory.Exists(full) ? UnfinishedExports.Targets(full) : [full];
    }

    /// <summary>The path in the file system. Literally: a file that is to be made is no pattern.</summary>
    /// <exception cref="ExportFileException">Its drive is missing.</exception>
    public static string Resolve(PSCmdlet command, string path)
    {
        // A line end is left from text that was split elsewhere, and nobody would find the file again.
        if (string.IsNullOrWhiteSpace(path) || path.Any(char.IsControl))
        {
            command.ThrowTerminatingError(ErrorRecords.NotAFilePath(path));
        }

        try
        {
            var full = command.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            if (provider.Name == "FileSystem" && full.IndexOfAny(System.IO.Path.GetInvalidPathChars()) < 0)
            {
                return full;
            }
        }
        catch (System.Management.Automation.DriveNotFoundException exception)
        {
            throw new ExportFileException(ExportFileError.FolderNotFound, path, $"'{path}': its drive does not exist.", "Check the path and that its drive is connected.", exception);
        }
        catch (Exception exception) when (exception is ProviderNotFoundException or ProviderInvocationException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            command.ThrowTerminatingError(ErrorRecords.NotAFilePath(path, exception));
        }

        command.ThrowTerminatingError(ErrorRecords.NotAFilePath(path));
        return path;
    }

    // Another word than the placeholder is a typing error, and would be a file of that name with all accounts in it. Folders that exist are named so.
    private static void CheckPlaceholders(PSCmdlet command, string path, string full)
    {
        var existing = full;
        while (existing.Length > 0 && !Directory.Exists(existing))
        {
            existing = System.IO.Path.GetDirectoryName(existing) ?? "";
        }

        var word = Words.Matches(full.Substring(existing.Length)).Cast<Match>().Select(match => match.Value)
            .FirstOrDefault(word => !Placeholders.IsMatch(word) && !Guid.TryParse(word, out _));
        if (word is not null)
        {
            command.ThrowTerminatingError(ErrorRecords.UnknownPlaceholder(word, path));
        }
    }

    private static IEnumerable<string> Folders(string folder)
    {
        if (!Placeholders.IsMatch(folder))
        {
            return Directory.Exists(folder) ? [folder] : [];
        }

        var meaning = Meaning(folder);
        return Folders(System.IO.Path.GetDirectoryName(folder)!).SelectMany(Directory.GetDirectories).Where(path => meaning.IsMatch(path));
    }

    // What a path with the placeholder matches: the files of accounts, and no others.
    private static Regex Meaning(string path) =>
        new("^" + string.Join(AnyAccount, Placeholders.Split(path).Select(Regex.Escape)) + "\\z", System.IO.Path.DirectorySeparatorChar == '\\' ? RegexOptions.IgnoreCase : RegexOptions.None);
}
