using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace PostPress.Commands;

/// <summary>
/// Takes account ids: texts, and the property AccountId or else Id of objects. The engine would make a text of anything else, such as
/// <c>@{Name=Ada; Token=…}</c>, and it would be sent. What is no id is marked, for the cmdlet to refuse: a refusal from here would not
/// reach a cmdlet that must know that something is missing.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AccountIdArgumentAttribute : ArgumentTransformationAttribute
{
    private const char Mark = '\0';
    private const string Relation = "\0\0";
    private const char Unsafe = '\x01';
    private const string Blank = " ";

    /// <summary>
    /// Whether a relation means its account. Not where accounts are read: a user who selects relations and pipes them on means these people,
    /// and would get everyone.
    /// </summary>
    public bool TakesRelations { get; set; }

    /// <summary>The ids of a parameter with this attribute; what is none of them is refused, and a relation ends the command.</summary>
    public static IEnumerable<string> Accepted(PSCmdlet command, IReadOnlyCollection<string>? accountIds, Action<ErrorRecord> refuse)
    {
        // Before the first id: its account would be called.
        if (accountIds?.Contains(Relation) == true)
        {
            command.ThrowTerminatingError(ErrorRecords.RelationAsAccountId(command.MyInvocation.MyCommand.Name));
        }

        foreach (var accountId in accountIds ?? [])
        {
            if (accountId[0] == Mark)
            {
                refuse(ErrorRecords.MissingAccountId(accountId[1..]));
            }
            else if (accountId[0] == Unsafe)
            {
                refuse(ErrorRecords.UnsafeAccountId(accountId[1..], accountId.Skip(1).First(IsUnsafe)));
            }
            else if (accountId == Blank)
            {
                refuse(ErrorRecords.BlankAccountId());
            }
            else
            {
                yield return accountId;
            }
        }
    }

    /// <summary>Makes a list of account ids, each with at least one character.</summary>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var ids = new List<string>();
        Add(ids, inputData, isObject: true);
        return ids.ToArray();
    }

    private void Add(List<string> ids, object? given, bool isObject)
    {
        // A list can contain itself.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var value = given is PSObject wrapped ? wrapped.BaseObject : given;
        switch (value)
        {
            case null:
                ids.Add(Blank);
                break;
            case string text:
                ids.Add(Id(text));
                break;
            case IList list:
                AddEach(ids, list, isObject);
                break;
            default:
                if (isObject && !TakesRelations && RelationInput.IsRelation(given!))
                {
                    ids.Add(Relation);
                }
                else if (isObject && Property(given!) is { } property)
                {
                    AddValue(ids, property, value);
                }
                else if (LanguagePrimitives.GetEnumerable(value) is { } list)
                {
                    // All that PowerShell enumerates, such as the keys of a hashtable, but not the hashtable.
                    AddEach(ids, list, isObject);
                }
                else
                {
                    ids.Add(Mark + value.GetType().FullName);
                }

                break;
        }
    }

    private void AddEach(List<string> ids, IEnumerable list, bool isObject)
    {
        var before = ids.Count;
        foreach (var one in list)
        {
            Add(ids, one, isObject);
        }

        if (ids.Count == before)
        {
            ids.Add(Blank);
        }
    }

    private void AddValue(List<string> ids, PSPropertyInfo property, object owner)
    {
        try
        {
            Add(ids, property.Value, isObject: false);
        }
        catch (GetValueException)
        {
            ids.Add(Mark + owner.GetType().FullName);
        }
    }

    // Lines that were split at \n keep the \r of their ends.
    private static string Id(string text) => text.Trim() is { Length: > 0 } id ? id.Any(IsUnsafe) ? Unsafe + id : id : Blank;

    // What nobody sees, such as a zero-width space from a web page, would be another account.
    private static bool IsUnsafe(char c) => char.GetUnicodeCategory(c) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static PSPropertyInfo? Property(object given)
    {
        var properties = PSObject.AsPSObject(given).Properties;
        return properties["AccountId"] ?? properties["Id"];
    }
}

/// <summary>
/// Enumerates what PowerShell enumerates. To a parameter that takes an array, the engine binds the keys of a hashtable, a HashSet or a Queue as
/// one text, with blanks between the elements.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ListArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is { } value and not IList && LanguagePrimitives.GetEnumerable(value) is { } list
            ? list.Cast<object?>().ToArray()
            : inputData;
}
