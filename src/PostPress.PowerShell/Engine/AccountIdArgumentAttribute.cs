using System.Collections;
using System.Management.Automation;

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
            else if (string.IsNullOrWhiteSpace(accountId))
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
        var value = given is PSObject wrapped ? wrapped.BaseObject : given;
        switch (value)
        {
            case null or "":
                ids.Add(Blank);
                break;
            case string id:
                ids.Add(id);
                break;
            case IList { Count: 0 }:
                ids.Add(Blank);
                break;
            case IList list:
                foreach (var one in list)
                {
                    Add(ids, one, isObject);
                }

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
                else
                {
                    ids.Add(Mark + value.GetType().FullName);
                }

                break;
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

    private static PSPropertyInfo? Property(object given)
    {
        var properties = PSObject.AsPSObject(given).Properties;
        return properties["AccountId"] ?? properties["Id"];
    }
}
