using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace PostPress.Client;

/// <summary>
/// Makes text from a server fit to be shown: no control characters (a terminal would obey them), short, and without secrets. The one place that
/// removes them: the key, and the user and password of a proxy, which .NET's own messages show with the address of the proxy.
/// </summary>
public sealed class SafeText
{
    private const string RedactedKey = "[API key]";
    private const string RedactedPassword = "[proxy password]";

    // A shorter one is part of many words. With the address it is removed all the same.
    private const int ShortestPassword = 4;

    // What comes before the host in an address. Behind a path, a query or a space, an "@" belongs to something else.
    private static readonly Regex UserInfo = new(@"//[^\s/?#@]+@", RegexOptions.CultureInvariant);

    private readonly string[] _key;
    private readonly Lazy<(string[] InAddress, string[] Alone)> _proxy;

    /// <summary>Knows the key in the forms in which a server or a proxy echoes it.</summary>
    public SafeText(string key)
        : this(key, static () => (null, null))
    {
    }

    /// <summary>The same, and what a proxy is signed in to with.</summary>
    /// <param name="key">The key; <see langword="null"/> where there is none.</param>
    /// <param name="proxy">The proxy's address, and credentials beside it. Not called before there is a text: finding the proxy of the system can take a while.</param>
    internal SafeText(string? key, Func<(Uri? Address, NetworkCredential? Credentials)> proxy)
    {
        _key = key is null ? [] : Longest([key, Uri.EscapeDataString(key), .. Base64Of(key)]);
        _proxy = new(() => FormsOf(proxy()));
    }

    /// <summary>The text without secrets and control characters, at most <paramref name="length"/> characters long.</summary>
    public string Clean(string text, int length = 300) => Shorten(DisplayText.Clean(Redact(text)), length);

    /// <summary>The same for the beginning of a longer text, which may have been cut in the middle of a secret.</summary>
    public string CleanBeginning(string text, int length)
    {
        var redacted = Redact(text);
        var longest = _key.Concat(_proxy.Value.InAddress).Concat(_proxy.Value.Alone).Select(form => form.Length).DefaultIfEmpty().Max();
        return Shorten(DisplayText.Clean(redacted[..Math.Max(0, redacted.Length - longest)]), length);
    }

    /// <summary>Whether a secret is in the text, in any of its forms.</summary>
    public bool HoldsSecret(string text) =>
        _key.Concat(_proxy.Value.InAddress).Concat(_proxy.Value.Alone).Any(form => Find(text, form, from: 0) >= 0) || UserInfo.IsMatch(text);

    // Before anything is cut: half a secret would not be found.
    private string Redact(string text)
    {
        var (inAddress, alone) = _proxy.Value;
        text = _key.Aggregate(text, static (text, form) => Replace(text, form, RedactedKey));
        text = inAddress.Aggregate(text, static (text, form) => Replace(text, form, ""));
        text = alone.Aggregate(text, static (text, form) => Replace(text, form, RedactedPassword));
        return UserInfo.Replace(text, "//");
    }

    private static (string[] InAddress, string[] Alone) FormsOf((Uri? Address, NetworkCredential? Credentials) proxy)
    {
        // As it was typed, as .NET shows it (partly unescaped), escaped and unescaped.
        List<string> typed = [];
        if (proxy.Address is { UserInfo.Length: > 0 } address)
        {
            typed.AddRange(new[] { address.OriginalString, address.ToString(), address.AbsoluteUri }.Select(text => text[(text.IndexOf("//", StringComparison.Ordinal) + 2)..text.LastIndexOf('@')]));
        }

        typed.AddRange(typed.ConvertAll(Uri.UnescapeDataString));
        if (proxy.Credentials is { Password.Length: > 0 } given)
        {
            typed.Add($"{given.UserName}:{given.Password}");
        }

        var passwords = typed.Where(info => info.IndexOf(':') >= 0).Select(info => info[(info.IndexOf(':') + 1)..]).ToList();
        return (
            Longest(typed.Select(info => info + "@")),
            Longest(passwords.Concat(passwords.Select(Uri.EscapeDataString)).Concat(typed.SelectMany(Base64Of)).Where(form => form.Length >= ShortestPassword)));
    }

    private static string[] Base64Of(string text)
    {
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=');
        return [base64, base64.Replace('+', '-').Replace('/', '_'), Uri.EscapeDataString(base64)];
    }

    private static string[] Longest(IEnumerable<string> forms) => [.. forms.Distinct(StringComparer.Ordinal).OrderByDescending(form => form.Length)];

    // string.Replace with a comparison is missing on .NET Framework. Copied once, not once for each find: an error can be a megabyte of keys.
    private static string Replace(string text, string form, string replacement)
    {
        var clean = new StringBuilder();
        var from = 0;
        for (var at = Find(text, form, from); at >= 0; at = Find(text, form, from))
        {
            clean.Append(text, from, at - from).Append(replacement);
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
