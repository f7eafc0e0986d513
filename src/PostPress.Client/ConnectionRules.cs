using System.Net;
using System.Security;
using System.Text.RegularExpressions;

namespace PostPress.Client;

/// <summary>What a key and an address must be like. Checked once, when a connection is made, so that no request is refused later.</summary>
public static class ConnectionRules
{
    /// <summary>The real API's address, from the heading of its reference page.</summary>
    public static readonly Uri DefaultBaseUri = new("https://api.postpress.ai/v1");

    private const string KeyAction =
        "Copy the key again from the PostPress dashboard, for Connect-PostPress -ApiKey (Read-Host -AsSecureString) or for the environment variable POSTPRESS_API_KEY.";

    private const string AddressAction = "Give the API's address as in -BaseUri https://api.postpress.ai/v1.";

    /// <summary>What to do where the address is odd.</summary>
    internal const string GiveAddress = "Give Connect-PostPress -BaseUri the API's address, as in https://api.postpress.ai/v1.";

    private const string RelationsPath = "/users/relations";

    private static readonly Regex EndsInVersion = new("/v[0-9][^/]*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>Makes a connection, or throws an <see cref="InvalidConnectionException"/> that says what is wrong.</summary>
    public static PostPressConnection Create(Uri baseUri, SecureString key, ConnectionSettings settings)
    {
        Check(baseUri);
        CheckProxy(settings.Proxy, baseUri);
        var connection = new PostPressConnection(baseUri, key, settings);
        Check(connection.RevealKey());
        return connection;
    }

    /// <summary>Reads an address that came as text, e.g. from an environment variable.</summary>
    public static Uri ReadAddress(string text) =>
        Uri.TryCreate(text.Trim(), UriKind.RelativeOrAbsolute, out var address)
            ? address
            : throw Refuse("BaseUriInvalid", "The address of the API can't be read.", AddressAction);

    /// <summary>What is odd about an address that can be used; <see langword="null"/> where nothing is. The usual answer to calls of such a one is 404.</summary>
    public static string? FindOddity(Uri address)
    {
        var path = address.AbsolutePath.TrimEnd('/');
        return path.IndexOf(RelationsPath, StringComparison.OrdinalIgnoreCase) >= 0 ? $"The address '{address}' holds '{RelationsPath}', which the module adds itself."
            : EndsInVersion.IsMatch(path) ? null
            : $"The address '{address}' does not end in a version of the API, such as /v1.";
    }

    /// <summary>
    /// Whether an address is 127.0.0.0/8, ::1 or localhost. <see cref="Uri.IsLoopback"/> also says yes to the machine's own name, which other
    /// machines may answer to.
    /// </summary>
    internal static bool IsLoopback(Uri address) =>
        address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static void Check(string key)
    {
        if (string.IsNullOrWhiteSpace(key))
        {
            throw Refuse("ApiKeyEmpty", "The API key is empty or blank.", KeyAction);
        }

        // A header takes visible ASCII only; HttpClient would say so when the first request is sent, or (CR LF) not at all.
        if (key.Any(c => c is < ' ' or '\x7f'))
        {
            throw Refuse("ApiKeyControlCharacter", "The API key holds a line break or another control character.", KeyAction);
        }

        if (key.Any(c => c > '\x7f'))
        {
            throw Refuse("ApiKeyNotAscii", "The API key holds a character that is not ASCII.", KeyAction);
        }

        if (key.Any(c => c == ' '))
        {
            throw Refuse("ApiKeyBlank", "The API key holds a blank.", KeyAction);
        }
    }

    /// <summary>Refuses an address that can't be used.</summary>
    /// <exception cref="InvalidConnectionException">It is none, or not safe.</exception>
    internal static void Check(Uri address)
    {
        if (!address.IsAbsoluteUri)
        {
            throw Refuse("BaseUriRelative", "The address of the API is not absolute: it needs a scheme and a host.", AddressAction);
        }

        if (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
        {
            throw Refuse("BaseUriScheme", $"The address of the API begins with '{address.Scheme}:', but only https is spoken here.", AddressAction);
        }

        if (address.UserInfo.Length > 0)
        {
            throw Refuse("BaseUriUserInfo", "The address of the API holds a user name or password, which would end up in logs.", AddressAction);
        }

        if (address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            throw Refuse("BaseUriQuery", "The address of the API holds a query or a fragment ('?' or '#').", AddressAction);
        }

        if (address.Scheme == Uri.UriSchemeHttp && !IsLoopback(address))
        {
            throw Refuse(
                "BaseUriNotHttps",
                $"Plain http to '{address.Host}' would send the API key readable over the network.",
                "Use https; plain http is for the local host only (127.0.0.1, [::1], localhost).");
        }
    }

    private static void CheckProxy(Uri? proxy, Uri address)
    {
        if (proxy is { IsAbsoluteUri: false })
        {
            throw Refuse("ProxyRelative", "The address of the proxy is not absolute.", "Give it as in -Proxy http://proxy.example.com:8080.");
        }

        if (proxy is { UserInfo.Length: > 0 })
        {
            throw Refuse("ProxyUserInfo", "The address of the proxy holds a user name or password, which would end up in logs.", "Give them to -ProxyCredential.");
        }

        if (proxy is not null && IsLoopback(address))
        {
            throw Refuse(
                "ProxyForLoopback",
                $"'{address.Host}' is the local host, and a proxy would take it for itself.",
                "Leave out -Proxy, or give the address of another host to -BaseUri.");
        }
    }

    private static InvalidConnectionException Refuse(string id, string message, string action) => new(id, message, action);
}
