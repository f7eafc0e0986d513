namespace PostPress;

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
