using System.Management.Automation;
using PostPress.Client;

namespace PostPress.Commands;

/// <summary>A file to export to, and the accounts that go into it.</summary>
internal sealed record ExportTarget(string Path, IReadOnlyList<string> AccountIds);

/// <summary>Turns a path of PowerShell into the files of an export: one for all accounts, or one for each.</summary>
internal static class ExportTargets
{
    /// <summary>What stands in a path for the id of the account.</summary>
    public const string Placeholder = "{AccountId}";

    /// <summary>The files, by the path and the accounts. A path with the placeholder, and an existing folder, is a file for each account.</summary>
    public static IReadOnlyList<ExportTarget> Find(PSCmdlet command, string path, IReadOnlyList<string> accountIds, string extension)
    {
        var full = Resolve(command, path);
        if (Directory.Exists(full) && !full.Contains(Placeholder))
        {
            full = System.IO.Path.Combine(full, Placeholder + extension);
        }

        if (!full.Contains(Placeholder))
        {
            return [new ExportTarget(full, accountIds)];
        }

        var targets = new Dictionary<string, ExportTarget>(StringComparer.OrdinalIgnoreCase);
        foreach (var accountId in accountIds)
        {
            var file = full.Replace(Placeholder, AccountFileName.Of(accountId));
            if (targets.TryGetValue(file, out var other))
            {
                // On Windows and macOS, names that differ in case only are one file.
                command.ThrowTerminatingError(ErrorRecords.SameFile(other.AccountIds[0], accountId, file));
            }

            targets.Add(file, new ExportTarget(file, [accountId]));
        }

        return [.. targets.Values];
    }

    /// <summary>The files to which there are unfinished exports: the one that is named, or all of a folder or of a path with the placeholder.</summary>
    public static IEnumerable<string> FindUnfinished(PSCmdlet command, string path)
    {
        var full = Resolve(command, path);
        var folder = full.Contains(Placeholder) ? System.IO.Path.GetDirectoryName(full)! : full;
        return !Directory.Exists(folder) || (folder == full && File.Exists(full)) ? [full] : UnfinishedExports.Targets(folder);
    }

    /// <summary>The path in the file system. Literally: a file that is to be made is no pattern.</summary>
    public static string Resolve(PSCmdlet command, string path)
    {
        var full = command.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        if (provider.Name != "FileSystem")
        {
            command.ThrowTerminatingError(ErrorRecords.NotAFilePath(path));
        }

        return full;
    }
}
