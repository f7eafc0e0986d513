using System.Globalization;
using System.Text;

namespace PostPress.Client;

/// <summary>The one place where a request is made. The key goes into a header here and nowhere else.</summary>
internal sealed class RequestBuilder(PostPressConnection connection)
{
    private static readonly string UserAgent = $"PostPress-PowerShell/{typeof(RequestBuilder).Assembly.GetName().Version!.ToString(3)}";

    /// <summary>Asks for one page.</summary>
    public HttpRequestMessage Page(RelationQuery query, string? cursor, int limit)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Address(query, cursor, limit));
        // Validation is skipped because ConnectionRules has checked the key: visible ASCII only, so no CR LF.
        request.Headers.TryAddWithoutValidation("X-API-KEY", connection.RevealKey());
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        return request;
    }

    private Uri Address(RelationQuery query, string? cursor, int limit)
    {
        // Joined as text: new Uri(base, relative) drops the last segment of a base without a trailing slash.
        var address = new StringBuilder(connection.BaseUri.AbsoluteUri.TrimEnd('/'))
            .Append("/users/relations?account_id=").Append(Uri.EscapeDataString(query.AccountId))
            .Append("&limit=").Append(limit.ToString(CultureInfo.InvariantCulture));
        if (cursor is not null)
        {
            address.Append("&cursor=").Append(Uri.EscapeDataString(cursor));
        }

        if (!string.IsNullOrEmpty(query.Filter))
        {
            address.Append("&filter=").Append(Uri.EscapeDataString(query.Filter));
        }

        return new Uri(address.ToString());
    }
}
