namespace PostPress;

/// <summary>
/// A failure to get relations: what the API answered, or why no usable answer came, and, where it came in the middle of a
/// list, how to go on. It never holds the API key, also where the server sent the key back.
/// </summary>
public sealed class PostPressApiException : Exception
{
    /// <summary>Makes a failure.</summary>
    /// <param name="kind">What went wrong.</param>
    /// <param name="id">The stable id, e.g. <c>too_many_requests</c>.</param>
    /// <param name="message">What happened and what to do, for the user.</param>
    /// <param name="inner">The cause, if any.</param>
    public PostPressApiException(FailureKind kind, string id, string message, Exception? inner = null)
        : base(DisplayText.Clean(message), inner)
    {
        Kind = kind;
        Id = id;
    }

    /// <summary>What went wrong.</summary>
    public FailureKind Kind { get; }

    /// <summary>The stable id: the API's type without <c>errors/</c>, or one of ours, e.g. <c>cursor_repeated</c>.</summary>
    public string Id { get; }

    /// <summary>
    /// The HTTP status, 100 to 599; <see langword="null"/> where no answer came. Where no call was sent because of an earlier answer, that of
    /// the earlier answer; where a proxy refused to connect (<c>proxy_failed</c>), that of the proxy.
    /// </summary>
    public int? Status { get; init; }

    /// <summary>The API's error type, e.g. <c>errors/too_many_requests</c>; <see langword="null"/> where it named none.</summary>
    public string? Type { get; init; }

    /// <summary>The API's short title of the error.</summary>
    public string? Title { get; init; }

    /// <summary>The API's own explanation, or a short, safe excerpt of an answer that is not the API's.</summary>
    public string? Detail { get; init; }

    /// <summary>The request's id (<c>instance</c>), to give to the provider's support.</summary>
    public string? RequestId { get; init; }

    /// <summary>How long the API asked to wait (<c>Retry-After</c>, RFC 9110 section 10.2.3), as read when the answer came.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The account that was asked for.</summary>
    public string? AccountId { get; init; }

    /// <summary>How many relations of this account were handed on before the failure.</summary>
    public long RelationsWritten { get; init; }

    /// <summary>
    /// The cursor of the page that failed: <c>Get-PostPressRelation -Cursor</c> resumes from it.
    /// <see langword="null"/> where the first page failed: there is nothing to resume from.
    /// </summary>
    public string? Cursor { get; init; }

    /// <summary>What happened, in one sentence; the first part of <see cref="Exception.Message"/>.</summary>
    public string? Summary { get; init; }

    /// <summary>What to do now; the last part of <see cref="Exception.Message"/>.</summary>
    public string? RecommendedAction { get; init; }

    /// <summary>Whether a retry would fail the same way, although the connection failed: a refused password, a refused handshake.</summary>
    internal bool IsFinal { get; init; }

    /// <summary>Whether the failure proves that nothing of the request was sent, so that it does not count as a call.</summary>
    internal bool WasNotSent { get; init; }
}

/// <summary>What went wrong, seen from this side of the wire. Which error category follows is the cmdlets' business.</summary>
public enum FailureKind
{
    /// <summary>The API answered with a status that is not a success; <see cref="PostPressApiException.Status"/> says which.</summary>
    Api,

    /// <summary>No answer, or no further part of one, within the time-out.</summary>
    Timeout,

    /// <summary>The connection could not be made or was lost: network, name resolution, proxy or TLS handshake.</summary>
    Connection,

    /// <summary>The server's certificate was not accepted.</summary>
    Certificate,

    /// <summary>The answer is not what the API promises: not a list, a cursor that repeats, a redirect, too large.</summary>
    Protocol,

    /// <summary>The body is truncated: it ended before it was complete. Like <see cref="Protocol"/>, but transient.</summary>
    Truncated,

    /// <summary>No call was sent: the ledger says that the account is to be left alone for a while, or has had its calls of the day.</summary>
    NotSent,
}
