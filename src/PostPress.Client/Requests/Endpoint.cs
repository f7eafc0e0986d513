using System.Text;

namespace PostPress.Client;

/// <summary>Reads the body of a response.</summary>
/// <exception cref="PageFormatException">The body is something else.</exception>
internal delegate ApiPage<TItem> BodyParser<TItem>(ReadOnlySpan<byte> body);

/// <summary>Something that the API can be asked for, page by page or in one piece: how to request it, how to read the response, and how a failure names its place.</summary>
internal sealed class Endpoint<TItem>
{
    /// <summary>The path behind the API's address, escaped.</summary>
    public required string Path { get; init; }

    /// <summary>The parameters of a page, by its cursor and how many items it may have. One without a value is not sent.</summary>
    public Func<string?, int, (string Name, string? Value)[]> Parameters { get; init; } = static (_, _) => [];

    /// <summary>Reads the body of a response.</summary>
    public required BodyParser<TItem> Parse { get; init; }

    /// <summary>A failure with its place: how many items were handed on before it, and the cursor of the page that failed.</summary>
    public required Func<PostPressApiException, long, string?, PostPressApiException> Place { get; init; }

    /// <summary>The account that is read; empty where it is all of them.</summary>
    public string AccountId { get; init; } = "";

    /// <summary>The largest page to request; 0 where the response has no pages.</summary>
    public int PageSize { get; init; }

    /// <summary>The largest page after the first one; <see langword="null"/> for as large a one.</summary>
    public int? LaterPageSize { get; init; }

    /// <summary>Whether the provider asks LinkedIn for the response, so that the pace and the budget of the account apply.</summary>
    public bool ReadsLinkedIn { get; init; }

    /// <summary>Whether a whole list is read, from its beginning.</summary>
    public bool IsWholeList { get; init; }

    /// <summary>Whether a response can hold what is not to be shown, so that an error does not quote it.</summary>
    public bool IsPrivate { get; init; }
}

/// <summary>The one place where a request is made. The key goes into a header here and nowhere else.</summary>
internal sealed class RequestBuilder(PostPressConnection connection)
{
    private static readonly string UserAgent = $"PostPress-PowerShell/{typeof(RequestBuilder).Assembly.GetName().Version!.ToString(3)}";

    /// <summary>Makes the request for a page.</summary>
    public HttpRequestMessage Build<TItem>(Endpoint<TItem> endpoint, string? cursor, int limit)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Address(endpoint.Path, endpoint.Parameters(cursor, limit)));
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
}
