namespace PostPress.Client;

/// <summary>Makes every <see cref="PostPressApiException"/>: one place that puts id, text and facts together, and lets no secret in.</summary>
internal sealed class Failures(SafeText safe)
{
    private const int ExcerptLength = 160;
    private const int LongestShownCursor = 1000;
    private const int MostExcerptBytes = 4096;

    /// <summary>
    /// The longest Retry-After that a provider can mean: LinkedIn and its like count by the day and by the week. Anything longer is a moment in an
    /// unknown unit, or an overflow. It is no invitation to retry, but nothing to leave an account alone for either.
    /// </summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromDays(7);

    /// <summary>The API, or something in front of it, answered with a status that is not a success.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body.</param>
    /// <param name="retryAfter">How long it asks to wait.</param>
    /// <param name="oddity">What is odd about the address that was called, which may explain the answer.</param>
    public PostPressApiException Status(int status, ReadOnlyMemory<byte> body, TimeSpan? retryAfter, string? oddity = null)
    {
        var envelope = ErrorEnvelope.Read(body, safe);
        var id = envelope?.Type?["errors/".Length..] ?? $"http_{status}";
        return Make(FailureKind.Api, id, status, envelope?.Detail ?? envelope?.Title ?? Excerpt(body.Span), retryAfter, envelope: envelope, oddity: oddity);
    }

    /// <summary>No answer came.</summary>
    /// <param name="host">Where it was to come from.</param>
    /// <param name="exception">What happened instead.</param>
    public PostPressApiException Network(string host, Exception exception)
    {
        var (kind, id) = NetworkFailure.Classify(exception);
        return Make(
            kind, id, NetworkFailure.ProxyStatus(exception), safe.Clean($"{host}: {NetworkFailure.Reason(exception)}"), inner: exception,
            isFinal: NetworkFailure.IsFinal(exception), wasNotSent: NetworkFailure.WasNotSent(exception));
    }

    /// <summary>The server sends us elsewhere.</summary>
    public PostPressApiException Redirect(int status, Uri? target) =>
        Make(FailureKind.Protocol, "redirect_refused", status, target is { IsAbsoluteUri: true } ? safe.Clean($"It names the host '{target.Host}'.") : "It names another path on the same host.");

    /// <summary>A success whose body is not what was asked for.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="exception">What is wrong with the body.</param>
    /// <param name="body">The body.</param>
    /// <param name="isPrivate">Whether JSON is not to be quoted; what is no JSON is not the API's, and always is.</param>
    public PostPressApiException NotAPage(int status, PageFormatException exception, ReadOnlySpan<byte> body, bool isPrivate)
    {
        var (kind, id) = exception.IsTruncated && !IsBlank(body)
            ? (FailureKind.Truncated, "body_truncated")
            : (FailureKind.Protocol, exception.Id);
        var reason = IsBlank(body) ? "it is empty" : exception.Message;
        var begins = isPrivate && IsJson(body) ? "" : $" It begins: {Excerpt(body)}";
        return Make(kind, id, status, $"The answer can't be read: {reason}.{begins}", inner: exception);
    }

    /// <summary>A failure that was found on this side.</summary>
    public PostPressApiException Local(FailureKind kind, string id, string? detail, Exception? inner = null) =>
        Make(kind, id, detail: detail is null ? null : safe.Clean(detail), inner: inner);

    /// <summary>No call was sent, because of what is known of the account; <paramref name="then"/> follows what is to be done otherwise.</summary>
    public PostPressApiException NotSent(string id, int? status, string detail, string? then = null, TimeSpan? retryAfter = null) =>
        Make(FailureKind.NotSent, id, status, detail, retryAfter, then);

    /// <summary>The same failure, with the place in a list of relations where it happened.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="accountId">The account whose list it is.</param>
    /// <param name="written">How many relations were handed on before it.</param>
    /// <param name="cursor">The cursor of the page that failed.</param>
    /// <param name="resumeAdvice">How to resume; <see langword="null"/> for the usual way, by the cursor.</param>
    public PostPressApiException InRelations(PostPressApiException failure, string accountId, long written, string? cursor, string? resumeAdvice)
    {
        var resume = cursor is null || failure.Id == "cursor_repeated" ? "" : resumeAdvice ?? ResumeAdvice(cursor);
        // A cursor that holds the key is no cursor of the API's, and going on from it not worth a leak.
        return At(failure, $"Account '{accountId}'", accountId, written, "relations", cursor is null || safe.HoldsSecret(cursor) ? null : cursor, resume);
    }

    /// <summary>An id that can't be asked for: what the API says of an id that is none.</summary>
    public PostPressApiException InvalidAccountId(string accountId) =>
        InAccount(Make(FailureKind.Api, "invalid_resource_identifier", status: 404), accountId);

    /// <summary>The same failure, of one account.</summary>
    public static PostPressApiException InAccount(PostPressApiException failure, string accountId) => At(failure, $"Account '{accountId}'", accountId);

    /// <summary>The same failure, of the list of accounts.</summary>
    public static PostPressApiException InAccounts(PostPressApiException failure, long written) =>
        At(failure, "List of accounts", accountId: null, written, "accounts");

    private static PostPressApiException At(
        PostPressApiException failure, string where, string? accountId, long written = 0, string items = "", string? cursor = null, string then = "")
    {
        var summary = failure.Summary!;
        List<string> parts = [$"{where}: {summary}", Origin(failure)];
        if (failure.Detail is not null)
        {
            parts.Add(failure.Detail.TrimEnd('.') + ".");
        }

        if (failure.RetryAfter is { } wait)
        {
            parts.Add(wait > LongestRetryAfter
                ? "Its Retry-After is longer than any limit lasts, so it is ignored, and the next run calls again."
                : FormattableString.Invariant($"It asks to wait {Math.Ceiling(wait.TotalSeconds):0} s before the next call."));
        }

        if (written > 0)
        {
            parts.Add(FormattableString.Invariant($"{written:N0} {items} came before it; the list is NOT complete."));
        }

        parts.Add(failure.RecommendedAction!);
        parts.Add(then);
        return new PostPressApiException(failure.Kind, failure.Id, string.Join(" ", parts.Where(part => part.Length > 0)), failure.InnerException)
        {
            Status = failure.Status,
            Type = failure.Type,
            Title = failure.Title,
            Detail = failure.Detail,
            RequestId = failure.RequestId,
            RetryAfter = failure.RetryAfter,
            Summary = summary,
            RecommendedAction = failure.RecommendedAction,
            AccountId = accountId,
            RelationsWritten = accountId is null ? 0 : written,
            Cursor = cursor,
        };
    }

    // The server wrote it: a terminal must not obey it, and pasted it must stay one argument.
    private string ResumeAdvice(string cursor) => safe.Clean(cursor, LongestShownCursor) == cursor
        ? $"To resume from this page: -Cursor '{cursor.Replace("'", "''")}'."
        : "To resume from this page: -Cursor with the Cursor property of this error.";

    /// <summary>The HTTP status, id and request of a failure, in brackets.</summary>
    public static string Origin(PostPressApiException failure)
    {
        var request = failure.RequestId is null ? "" : $", request {failure.RequestId}";
        return failure.Status is { } status ? $"(HTTP {status}, {failure.Id}{request})" : $"({failure.Id})";
    }

    private PostPressApiException Make(
        FailureKind kind, string id, int? status = null, string? detail = null, TimeSpan? retryAfter = null, string? then = null, ErrorEnvelope? envelope = null, Exception? inner = null,
        string? oddity = null, bool isFinal = false, bool wasNotSent = false)
    {
        var advice = ErrorCatalogue.Find(id, status);
        if (oddity is not null)
        {
            advice = new($"{safe.Clean(oddity)} {advice.Summary}", $"{ConnectionRules.GiveAddress} If the address is right: {advice.Action}");
        }

        var action = then is null ? advice.Action : $"{advice.Action} {then}";
        return new PostPressApiException(kind, id, $"{advice.Summary} {action}", Cleaned(inner))
        {
            Status = status,
            Type = envelope?.Type,
            Title = envelope?.Title,
            Detail = detail,
            RequestId = envelope?.RequestId,
            RetryAfter = retryAfter,
            Summary = advice.Summary,
            RecommendedAction = action,
            IsFinal = isFinal,
            WasNotSent = wasNotSent,
        };
    }

    // Inner exceptions are for people who debug; one whose text holds the key or the password of a proxy stays out.
    private Exception? Cleaned(Exception? inner) =>
        inner is null || !safe.HoldsSecret(inner.ToString()) ? inner : null;

    private string Excerpt(ReadOnlySpan<byte> body)
    {
        if (IsBlank(body))
        {
            return "(nothing)";
        }

        var isCut = body.Length > MostExcerptBytes;
        var text = System.Text.Encoding.UTF8.GetString(body[..Math.Min(body.Length, MostExcerptBytes)].ToArray());
        return $"'{(isCut ? safe.CleanBeginning(text, ExcerptLength) : safe.Clean(text, ExcerptLength))}'";
    }

    private static bool IsBlank(ReadOnlySpan<byte> body) => First(body) is null;

    private static bool IsJson(ReadOnlySpan<byte> body) => First(body) is (byte)'{' or (byte)'[' or (byte)'"';

    // The first byte that is no blank.
    private static byte? First(ReadOnlySpan<byte> body)
    {
        foreach (var value in body)
        {
            if (value is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return value;
            }
        }

        return null;
    }
}

/// <summary>A body is not what was requested. <see cref="Failures.NotAPage"/> makes the failure of it.</summary>
internal sealed class PageFormatException(string reason, Exception? inner = null) : FormatException(reason, inner)
{
    /// <summary>The id of the error that it becomes.</summary>
    public string Id { get; private init; } = "not_a_list";

    /// <summary>Whether the body was right as far as it went: a retry can bring it whole.</summary>
    public bool IsTruncated { get; private init; }

    /// <summary>It is a list, but of something else than relations: the data is wrong, not the address.</summary>
    public static PageFormatException NotARelation(string reason) => new(reason) { Id = "not_a_relation" };

    /// <summary>Something in the place of an account is none.</summary>
    public static PageFormatException NotAnAccount(string reason) => new(reason) { Id = "not_an_account" };

    /// <summary>The same, where an account was asked for and no list.</summary>
    public PageFormatException InsteadOfAnAccount() => new(Message, this) { Id = "not_an_account", IsTruncated = IsTruncated };

    public static PageFormatException Truncated(long bytes) =>
        bytes == 0 ? new("it is empty or truncated at its beginning") { IsTruncated = true } : new($"it is truncated after byte {bytes}") { IsTruncated = true };
}
