using System.Collections;
using System.Management.Automation;

namespace PostPress.Commands;

/// <summary>A list of relations as users give it: paths of exports, relations, and what Import-Csv, Import-Clixml and jobs have left of relations.</summary>
internal static class RelationInput
{
    /// <summary>Takes what was given; anything else is the end of the command.</summary>
    public static void Take(PSCmdlet command, object? given, Action<string> addFile, Action<UserRelation> addRelation)
    {
        switch (given is PSObject wrapped ? wrapped.BaseObject : given)
        {
            case UserRelation relation:
                addRelation(relation);
                break;
            case string path when string.IsNullOrWhiteSpace(path):
                command.ThrowTerminatingError(ErrorRecords.NotARelation(new ArgumentException("The path of an export is blank.")));
                break;
            case string path:
                addFile(ExportTargets.Resolve(command, path));
                break;
            case FileSystemInfo file:
                addFile(file.FullName);
                break;
            case PathInfo path:
                addFile(ExportTargets.Resolve(command, path.Path));
                break;
            case IEnumerable list and not IDictionary:
                foreach (var one in list)
                {
                    Take(command, one, addFile, addRelation);
                }

                break;
            default:
                addRelation(Convert(command, given));
                break;
        }
    }

    private static UserRelation Convert(PSCmdlet command, object? given)
    {
        try
        {
            return CarriedRelation.From(given);
        }
        catch (ArgumentException exception)
        {
            command.ThrowTerminatingError(ErrorRecords.NotARelation(exception));
            throw;
        }
    }
}
