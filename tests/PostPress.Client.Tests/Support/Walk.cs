using System.Collections;
using System.Reflection;

namespace PostPress.Client.Tests.Support;

/// <summary>Every text that can be reached from an object over its public properties, as a serializer or a debugger would.</summary>
internal static class Walk
{
    public static IReadOnlyList<string> Texts(object root)
    {
        List<string> texts = [];
        Visit(root, texts, new HashSet<object>(ReferenceEqualityComparer.Instance), depth: 0);
        return texts;
    }

    private static void Visit(object? value, List<string> texts, HashSet<object> seen, int depth)
    {
        if (value is null || depth > 6 || (!value.GetType().IsValueType && !seen.Add(value)))
        {
            return;
        }

        texts.Add(value.ToString() ?? "");
        if (value is string or Uri or MemberInfo || value.GetType().IsPrimitive)
        {
            return;
        }

        if (value is IEnumerable many)
        {
            foreach (var one in many)
            {
                Visit(one, texts, seen, depth + 1);
            }
        }

        foreach (var property in value.GetType().GetProperties().Where(property => property.CanRead && property.GetIndexParameters().Length == 0))
        {
            Visit(Value(property, value), texts, seen, depth + 1);
        }
    }

    private static object? Value(PropertyInfo property, object owner)
    {
        try
        {
            return property.GetValue(owner);
        }
        catch (TargetInvocationException exception)
        {
            // What a property says when it fails can be shown too.
            return exception.InnerException!.Message;
        }
    }
}
