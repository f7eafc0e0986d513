using System.Collections;
using System.Management.Automation;
using System.Reflection;
using System.Text;

namespace PostPress.PowerShell.Tests;

/// <summary>Looks for a key, plain, in base64 and URL-encoded, in a text or in all that the public members of an object lead to.</summary>
internal sealed class SecretHunt(string key)
{
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

    // A time's Date is a new box each time it is read, whose Date is a new box: without end, unless values are told apart by what they are.
    private readonly HashSet<object> _valuesSeen = [];

    private readonly string[] _forms =
    [
        key,
        Uri.EscapeDataString(key),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(key)).TrimEnd('='),
        Convert.ToBase64String(Encoding.Unicode.GetBytes(key)).TrimEnd('='),
    ];

    /// <summary>How many texts were looked at: a hunt that saw none proves nothing.</summary>
    public int TextsSeen { get; private set; }

    public void AssertAbsentFrom(string? text)
    {
        TextsSeen++;
        Assert.All(_forms, form => Assert.DoesNotContain(form, text ?? "", StringComparison.OrdinalIgnoreCase));
    }

    public void AssertUnreachableFrom(object? root)
    {
        var open = new Stack<object?>([root]);
        while (open.TryPop(out var item))
        {
            if (item is string text)
            {
                AssertAbsentFrom(text);
            }
            else if (item is not null && !IsOutside(item) && (item is ValueType ? _valuesSeen : _seen).Add(item))
            {
                AssertAbsentFrom(item is PSObject ? null : item.ToString());
                foreach (var next in Members(item))
                {
                    open.Push(next);
                }
            }
        }
    }

    private static IEnumerable<object?> Members(object item)
    {
        if (item is PSObject wrapped)
        {
            return [wrapped.BaseObject];
        }

        var values = item.GetType()
            .GetMembers(BindingFlags.Instance | BindingFlags.Public)
            .Select(member => member switch
            {
                FieldInfo field => field.GetValue(item),
                PropertyInfo { CanRead: true } property when property.GetIndexParameters().Length == 0 => Read(property, item),
                _ => null,
            });
        return item is IDictionary entries
            ? [.. values, .. entries.Keys.Cast<object>(), .. entries.Values.Cast<object>()]
            : item is IEnumerable list ? [.. values, .. list.Cast<object?>()] : values;
    }

    private static object? Read(PropertyInfo property, object item)
    {
        try
        {
            return property.GetValue(item);
        }
        catch (TargetInvocationException)
        {
            // Not every property can be read at every time.
            return null;
        }
    }

    // Behind these stands the whole process: types, threads, the runspace with the test's own variables.
    private static bool IsOutside(object item) =>
        item is Type or MemberInfo or Assembly or Module or Delegate or Pointer or CommandInfo or PSModuleInfo or SessionState or Thread or Task
            or System.Globalization.CultureInfo
        || item.GetType() is { IsPrimitive: true } or { IsEnum: true } or { IsPointer: true } or { IsByRefLike: true };
}
