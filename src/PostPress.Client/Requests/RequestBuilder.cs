using System.Globalization;
using System.Text;

namespace PostPress.Client;

/// <summary>The one place where a request is made. The key goes into a header here and nowhere else.</summary>
internal sealed class RequestBuilder(PostPressConnection connection)
{
    private static readonly string UserAgent = $"PostPress-PowerShell/{typeof(RequestBuilder).Assembly.GetName().Version!.ToString(3)}";

    /// <summary>Asks for one page of relations.</summary>
    public HttpRequestMessage Page(RelationQuery query, string? cursor, int limit) => Get(
        "/users/relations", ("account_id", query.AccountId), ("limit", Text(limit)), ("cursor", cursor), ("filter", query.Filter is "" ? null : query.Filter));

    /// <summary>Asks for one page of the list of accounts.</summary>
    public HttpRequestMessage Accounts(string? cursor, int limit) => Get("/accounts", ("limit", Text(limit)), ("cursor", cursor));

    /// <summary>Asks for one account.</summary>
    public HttpRequestMessage Account(string id) => Get("/accounts/" + Uri.EscapeDataString(id));

    private HttpRequestMessage Get(string path, params (string Name, string? Value)[] query)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Address(path, query));
        // Validation is skipped because ConnectionRules has checked the key: visible ASCII only, so no CR LF.
        request.Headers.TryAddWithoutValidation("X-API-KEY", connection.RevealKey());
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        return request;
    }

    // Joined as text: new Uri(base, relative) drops the last segment of a base without a trailing slash.
    private Uri Address(string path, (string Name, string? Value)[] query)
    {
        var address = new StringBuilder(connection.BaseUri.AbsoluteUri.TrimEnd('/')).Append(path);
        var separator = '?';
        foreach (var (name, value) in query)
        {
            if (value is not null)
            {
                address.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
                separator = '&';
            }
        }

        return new Uri(address.ToString());
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
