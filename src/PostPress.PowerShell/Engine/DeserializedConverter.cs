using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;

namespace PostPress.Commands;

/// <summary>
/// Makes an object again of what was carried by Export-Clixml, a job or remoting. The engine asks it, because PostPress.Types.ps1xml says so,
/// on whatever thread the object arrives.
/// </summary>
public sealed class DeserializedConverter : PSTypeConverter
{
    /// <summary>Whether an object was of this type before it was carried.</summary>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) =>
        sourceValue is PSObject carried && carried.TypeNames.Count > 0 && carried.TypeNames[0] == "Deserialized." + destinationType.FullName;

    /// <summary>Makes it again, with what a user has added to it.</summary>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
    {
        var carried = (PSObject)sourceValue;
        var made = Activator.CreateInstance(destinationType)!;
        foreach (var property in destinationType.GetProperties().Where(property => property.CanWrite))
        {
            property.SetValue(made, Value(carried.Properties[property.Name]?.Value, property.PropertyType));
        }

        var result = PSObject.AsPSObject(made);
        foreach (var added in carried.Members.Where(member => member is { IsInstance: true, MemberType: PSMemberTypes.NoteProperty }))
        {
            result.Members.Add(added.Copy());
        }

        return result;
    }

    /// <summary>No: what is alive needs no conversion.</summary>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <summary>Never asked for.</summary>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new NotSupportedException();

    /// <summary>A time again, of which the engine carries the properties; <see langword="null"/> for anything else.</summary>
    internal static DateTimeOffset? Time(object? carried) =>
        carried is PSObject bag && bag.Properties["UtcTicks"]?.Value is long ticks && bag.Properties["Offset"]?.Value is TimeSpan offset
            ? new DateTimeOffset(ticks, TimeSpan.Zero).ToOffset(offset)
            : null;

    /// <summary>The value of a property: a time and a list from what is left of them.</summary>
    internal static object? Value(object? carried, Type type)
    {
        // The engine would make an empty text of nothing.
        if (carried is null)
        {
            return null;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ReadOnlyCollection<>))
        {
            // The engine makes one of an array, but not of the list that came.
            carried = LanguagePrimitives.ConvertTo(carried, type.GetGenericArguments()[0].MakeArrayType(), CultureInfo.InvariantCulture);
        }

        return (Nullable.GetUnderlyingType(type) ?? type) == typeof(DateTimeOffset) && Time(carried) is { } time
            ? time
            : LanguagePrimitives.ConvertTo(carried, type, CultureInfo.InvariantCulture);
    }
}
