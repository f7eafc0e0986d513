using System.Management.Automation;
using PostPress.Client;

namespace PostPress.Commands;

/// <summary>Makes a relation again of an object that has its properties: a row of Import-Csv, or what a job or Import-Clixml gave before the module was there.</summary>
internal static class CarriedRelation
{
    private static readonly System.Reflection.PropertyInfo[] Properties = [.. typeof(UserRelation).GetProperties().Where(property => property.CanWrite)];

    /// <exception cref="ArgumentException">It is none; the message says why. Of its values only a time is told: others may be secrets.</exception>
    public static UserRelation From(object? given)
    {
        var type = (given is PSObject wrapped ? wrapped.BaseObject : given)?.GetType().FullName ?? "null";
        var carried = given is null ? new PSObject() : PSObject.AsPSObject(given);
        var missing = Properties.Where(property => carried.Properties[property.Name] is null).Select(property => property.Name).ToList();
        if (missing.Count > 0)
        {
            throw new ArgumentException($"A {type} is no relation: it lacks the properties {string.Join(", ", missing)}.");
        }

        var made = new UserRelation();
        foreach (var property in Properties)
        {
            property.SetValue(made, Value(carried.Properties[property.Name], property.PropertyType));
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
                string text => type == typeof(string) ? text : ExportTime.Parse(text),
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
