using System.Collections;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;
using PostPress.Client;

namespace PostPress.Commands;

/// <summary>A list of relations as users give it: paths of exports, relations, and what Import-Csv, Import-Clixml and jobs have left of relations.</summary>
internal static class RelationInput
{
    private static readonly (RelationField Field, PropertyInfo Property)[] Properties =
        [.. RelationFields.All.Select(field => (field, typeof(UserRelation).GetProperty(field.Property)!))];

    // No object of a user's that says an account has these; AccountId, names and CreatedAt it can have.
    private static readonly RelationField[] OwnFields =
    [
        RelationFields.PublicIdentifier, RelationFields.PublicProfileUrl, RelationFields.MemberId, RelationFields.MemberUrn, RelationFields.ConnectionUrn,
        RelationFields.ProfilePictureUrl,
    ];

    private static readonly string[] OwnProperties =
        [.. OwnFields.SelectMany(field => new[] { field.Property, field.JsonName }), nameof(PostPressRelationChange.ChangedProperty)];

    private static readonly string[] OwnTypes = [typeof(UserRelation).FullName!, typeof(PostPressRelationChange).FullName!];

    /// <summary>
    /// Whether an object is a relation or a change of one, or what Select-Object, Import-Csv, Import-Clixml, a job or ConvertFrom-Json has left
    /// of one.
    /// </summary>
    public static bool IsRelation(object given)
    {
        var carried = PSObject.AsPSObject(given);
        // Such as Selected.PostPress.UserRelation.
        return carried.TypeNames.Any(name => OwnTypes.Any(own => name == own || name.EndsWith("." + own, StringComparison.Ordinal)))
            || OwnProperties.Any(name => carried.Properties[name] is not null);
    }

    /// <summary>Takes what was given; anything else is the end of the command.</summary>
    public static void Take(PSCmdlet command, object? given, Action<string> addFile, Action<UserRelation> addRelation)
    {
        // A list can contain itself.
        RuntimeHelpers.EnsureSufficientExecutionStack();
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
            return From(given);
        }
        catch (ArgumentException exception)
        {
            command.ThrowTerminatingError(ErrorRecords.NotARelation(exception));
            throw;
        }
    }

    // It is none: an ArgumentException that says why. Of its values only a time is told: others may be secrets.
    private static UserRelation From(object? given)
    {
        var type = (given is PSObject wrapped ? wrapped.BaseObject : given)?.GetType().FullName ?? "null";
        var carried = given is null ? new PSObject() : PSObject.AsPSObject(given);
        // What an earlier version carried lacks the fields of later ones.
        var missing = RelationFields.All.Where(field => field.IsRequired && carried.Properties[field.Property] is null).Select(field => field.Property).ToList();
        if (missing.Count > 0)
        {
            throw new ArgumentException($"A {type} is no relation: it lacks the properties {string.Join(", ", missing)}.");
        }

        var made = new UserRelation();
        foreach (var (field, property) in Properties)
        {
            if (carried.Properties[field.Property] is { } value)
            {
                property.SetValue(made, Value(value, property.PropertyType));
            }
        }

        return made;
    }

    private static object? Value(PSPropertyInfo carried, Type type)
    {
        try
        {
            var value = carried.Value;
            return (value is PSObject wrapped ? wrapped.BaseObject : value) switch
            {
                null or "" => null,
                string text => type == typeof(string) ? text : FileText.ParseTime(text),
                // A number would be taken for ticks.
                IConvertible and not DateTime when type != typeof(string) => throw new FormatException($"a {value!.GetType()} is no time."),
                _ => DeserializedConverter.Value(value, type),
            };
        }
        catch (Exception exception) when (exception is FormatException or GetValueException or PSInvalidCastException)
        {
            throw new ArgumentException($"The property {carried.Name} of a relation can't be read: {exception.Message}", exception);
        }
    }
}
