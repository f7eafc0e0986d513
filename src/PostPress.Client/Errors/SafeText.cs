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
    public string Clean(string text, int length = 300) => Shorten(DisplayText.Clean(Redact(text)), length);

    /// <summary>The same for the beginning of a longer text, which may have been cut in the middle of the key.</summary>
    public string CleanBeginning(string text, int length)
    {
        var redacted = Redact(text);
        return Shorten(DisplayText.Clean(redacted[..Math.Max(0, redacted.Length - _forms[0].Length)]), length);
    }

    /// <summary>Whether the key is in the text, in any of the forms.</summary>
    public bool HoldsKey(string text) => _forms.Any(form => text.IndexOf(form, StringComparison.OrdinalIgnoreCase) >= 0);

    // Before anything is cut: half a key would not be found.
    private string Redact(string text) => _forms.Aggregate(text, ReplaceIgnoringCase);

    // string.Replace with a comparison is missing on .NET Framework. Copied once, not once for each find: an error can be a megabyte of keys.
    private static string ReplaceIgnoringCase(string text, string form)
    {
        var clean = new StringBuilder();
        var from = 0;
        for (var at = Find(text, form, from); at >= 0; at = Find(text, form, from))
        {
            clean.Append(text, from, at - from).Append(Redacted);
            from = at + form.Length;
        }

        return from == 0 ? text : clean.Append(text, from, text.Length - from).ToString();
    }

    private static int Find(string text, string form, int from) => text.IndexOf(form, from, StringComparison.OrdinalIgnoreCase);

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
