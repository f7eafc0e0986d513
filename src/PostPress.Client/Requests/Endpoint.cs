namespace PostPress.Client;

/// <summary>Something that the API can be asked for, page by page or in one piece: how to ask, how to read the answer, and how a failure says where it was.</summary>
internal abstract class Endpoint<TPage>
{
    /// <summary>The account that is asked about; empty where it is all of them.</summary>
    public virtual string AccountId => "";

    /// <summary>The largest page to ask for; 0 where the answer has no pages.</summary>
    public virtual int PageSize => 0;

    /// <summary>The largest page after the first one; <see langword="null"/> for as large a one.</summary>
    public virtual int? LaterPageSize => null;

    /// <summary>Whether the provider asks LinkedIn for the answer, so that the pace and the budget of the account hold.</summary>
    public virtual bool ReadsLinkedIn => false;

    /// <summary>Whether a whole list is read, from its beginning.</summary>
    public virtual bool IsWholeList => false;

    /// <summary>Whether an answer can hold what is not to be shown, so that an error does not quote it.</summary>
    public virtual bool IsPrivate => false;

    /// <summary>The request for a page.</summary>
    public abstract HttpRequestMessage Request(RequestBuilder requests, string? cursor, int limit);

    /// <summary>Reads the body of an answer.</summary>
    /// <exception cref="PageFormatException">The body is something else.</exception>
    public abstract TPage Read(ReadOnlySpan<byte> body);

    /// <summary>A failure, with the place where it happened.</summary>
    /// <param name="failures">Makes it.</param>
    /// <param name="failure">The failure.</param>
    /// <param name="written">How many items were handed on before it.</param>
    /// <param name="cursor">The cursor of the page that failed.</param>
    public abstract PostPressApiException Place(Failures failures, PostPressApiException failure, long written, string? cursor);
}
