using System.Collections;
using System.Reflection;
using System.Text;

namespace PostPress.Client.Tests.Support;

/// <summary>Looks for a key in everything that an object shows: its text and its properties, theirs, and so on.</summary>
internal static class KeyForms
{
    public static string[] Of(string key)
    {
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(key));
        return [key, base64, base64.Replace('+', '-').Replace('/', '_').TrimEnd('='), Uri.EscapeDataString(key)];
    }

    public static void AssertAbsent(string key, object thing)
    {
        var texts = new List<string>();
        Collect(thing, texts, new HashSet<object>(ReferenceEqualityComparer.Instance));
        Assert.NotEmpty(texts);
        foreach (var form in Of(key))
        {
            // A host name comes back in small letters.
            Assert.DoesNotContain(texts, text => text.Contains(form, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static void Collect(object? thing, List<string> texts, HashSet<object> seen)
    {
        if (thing is null or Type or MemberInfo or Assembly || !seen.Add(thing))
        {
            return;
        }

        texts.Add(thing.ToString() ?? "");
        if (thing is string || thing.GetType().IsPrimitive)
        {
            return;
        }

        if (thing is IEnumerable list)
        {
            foreach (var item in list)
            {
                Collect(item, texts, seen);
            }
        }

        foreach (var property in thing.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0))
        {
            // A value type's properties are boxed again each time: DateTime.Date would never end.
            if (property.PropertyType == typeof(string) || !property.PropertyType.IsValueType)
            {
                Collect(property.GetValue(thing), texts, seen);
            }
        }
    }
}
