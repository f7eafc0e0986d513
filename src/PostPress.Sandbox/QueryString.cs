namespace PostPress.Sandbox;

/// <summary>The parameters of an address, decoded as UTF-8.</summary>
internal sealed class QueryString
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public static QueryString Parse(string address)
    {
        var query = new QueryString();
        var begin = address.IndexOf('?');
        var pairs = begin < 0 ? [] : address[(begin + 1)..].Split(['&'], StringSplitOptions.RemoveEmptyEntries);
        foreach (var pair in pairs)
        {
            var equals = pair.IndexOf('=');
            var (name, value) = equals < 0 ? (pair, "") : (pair[..equals], pair[(equals + 1)..]);
            query._values[Decode(name)] = Decode(value);
        }

        return query;
    }

    public string? Find(string name) => _values.TryGetValue(name, out var value) ? value : null;

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
