using System.Text;

namespace PostPress.Client;

/// <summary>Makes text from a server fit to be shown: no control characters (a terminal would obey them), the key cut out, short.</summary>
public sealed class SafeText
{
    private const string Redacted = "[API key]";

    private readonly string[] _forms;

    /// <summary>Knows the key in the forms in which a server or a proxy echoes it.</summary>
    public SafeText(string key)
    {
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(key)).TrimEnd('=');
        _forms = [.. new[]
        {
            key, Uri.EscapeDataString(key), base64, base64.Replace('+', '-').Replace('/', '_'), Uri.EscapeDataString(base64),
        }.Distinct(StringComparer.Ordinal).OrderByDescending(form => form.Length)];
    }

    /// <summary>The text without key and control characters, at most <paramref name="length"/> characters long.</summary>
    public string Clean(string text, int length = 300)
    {
        // First the key: cut in half it would not be found.
        foreach (var form in _forms)
        {
            text = ReplaceIgnoringCase(text, form);
        }

        return Shorten(DisplayText.Clean(text), length);
    }

    /// <summary>Whether the key is in the text, in any of the forms.</summary>
    public bool HoldsKey(string text) => _forms.Any(form => text.IndexOf(form, StringComparison.OrdinalIgnoreCase) >= 0);

    // string.Replace with a comparison is missing on .NET Framework.
    private static string ReplaceIgnoringCase(string text, string form)
    {
        var at = 0;
        while ((at = text.IndexOf(form, at, StringComparison.OrdinalIgnoreCase)) >= 0)
        {
            text = text.Remove(at, form.Length).Insert(at, Redacted);
            at += Redacted.Length;
        }

        return text;
    }

    private static string Shorten(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return text[..end] + "…";
    }
}
