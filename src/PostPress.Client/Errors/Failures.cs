namespace PostPress.Client;

/// <summary>Makes every <see cref="PostPressApiException"/>: one place that puts id, text and facts together, and lets no secret in.</summary>
internal sealed class Failures(SafeText safe)
{
    private const int ExcerptLength = 160;
    private const int LongestShownCursor = 1000;
    private const int MostExcerptBytes = 4096;

    /// <summary>The API, or something in front of it, answered with a status that is not a success.</summary>
    public PostPressApiException Status(int status, ReadOnlyMemory<byte> body, TimeSpan? retryAfter)
    {
        var envelope = ErrorEnvelope.Read(body, safe);
        var id = envelope?.Type?["errors/".Length..] ?? $"http_{status}";
        var detail = envelope?.Detail ?? envelope?.Title ?? Excerpt(body.Span);
        return Make(FailureKind.Api, id, new Facts
        {
            Status = status,
            Type = envelope?.Type,
            Title = envelope?.Title,
            Detail = detail,
            RequestId = envelope?.RequestId,
            RetryAfter = retryAfter,
        });
    }

    /// <summary>The server sends us elsewhere.</summary>
    public PostPressApiException Redirect(int status, Uri? target) =>
        Make(FailureKind.Protocol, "redirect_refused", new Facts
        {
            Status = status,
            Detail = target is { IsAbsoluteUri: true } ? safe.Clean($"It names the host '{target.Host}'.") : "It names another path on the same host.",
        });

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
        return Make(kind, id, new Facts { Status = status, Detail = $"The answer can't be read: {reason}.{begins}" }, exception);
    }

    /// <summary>A failure that was found on this side.</summary>
    public PostPressApiException Local(FailureKind kind, string id, string? detail, Exception? inner = null) =>
        Make(kind, id, new Facts { Detail = detail is null ? null : safe.Clean(detail) }, inner);

    /// <summary>No call was sent, because of what is known of the account; <paramref name="then"/> follows what is to be done otherwise.</summary>
    public PostPressApiException NotSent(string id, int? status, string detail, string? then = null, TimeSpan? retryAfter = null) =>
        Make(FailureKind.NotSent, id, new Facts { Status = status, Detail = detail, RetryAfter = retryAfter, Then = then });

    /// <summary>The same failure, with the place in the list where it happened.</summary>
    public PostPressApiException InRun(PostPressApiException failure, RelationQuery query, long written, string? cursor) => At(failure, new Place
    {
        Where = $"Account '{query.AccountId}'",
        AccountId = query.AccountId,
        Before = FormattableString.Invariant($"{written:N0} relations"),
        IsInside = written > 0,
        RelationsWritten = written,
        // A cursor that holds the key is no cursor of the API's, and going on from it not worth a leak.
        Cursor = cursor is null || safe.HoldsKey(cursor) ? null : cursor,
        Then = cursor is null || failure.Id == "cursor_repeated" ? "" : query.ResumeAdvice ?? ResumeAdvice(cursor),
    });

    /// <summary>An id that can't be asked for: what the API says of an id that is none.</summary>
    public PostPressApiException InvalidAccountId(string accountId) =>
        InAccount(Make(FailureKind.Api, "invalid_resource_identifier", new Facts { Status = 404 }), accountId);

    /// <summary>The same failure, of one account.</summary>
    public PostPressApiException InAccount(PostPressApiException failure, string accountId) =>
        At(failure, new Place { Where = $"Account '{accountId}'", AccountId = accountId });

    /// <summary>The same failure, of the list of accounts.</summary>
    public PostPressApiException InAccounts(PostPressApiException failure, long written) =>
        At(failure, new Place { Where = "List of accounts", Before = FormattableString.Invariant($"{written:N0} accounts"), IsInside = written > 0 });

    private static PostPressApiException At(PostPressApiException failure, Place place)
    {
        var summary = failure.Summary!;
        List<string> parts = [$"{place.Where}: {summary}", Origin(failure)];
        if (failure.Detail is not null)
        {
            parts.Add(failure.Detail.TrimEnd('.') + ".");
        }

        if (failure.RetryAfter is { } wait)
        {
            parts.Add(FormattableString.Invariant($"It asks to wait {Math.Ceiling(wait.TotalSeconds):0} s before the next call."));
        }

        if (place.IsInside)
        {
            parts.Add($"{place.Before} came before it; the list is NOT complete.");
        }

        parts.Add(failure.RecommendedAction!);
        parts.Add(place.Then);
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
            AccountId = place.AccountId,
            RelationsWritten = place.RelationsWritten,
            Cursor = place.Cursor,
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

    private PostPressApiException Make(FailureKind kind, string id, Facts facts, Exception? inner = null)
    {
        var advice = ErrorCatalogue.Find(id, facts.Status);
        var action = facts.Then is null ? advice.Action : $"{advice.Action} {facts.Then}";
        return new PostPressApiException(kind, id, $"{advice.Summary} {action}", Cleaned(inner))
        {
            Status = facts.Status,
            Type = facts.Type,
            Title = facts.Title,
            Detail = facts.Detail,
            RequestId = facts.RequestId,
            RetryAfter = facts.RetryAfter,
            Summary = advice.Summary,
            RecommendedAction = action,
        };
    }

    // Inner exceptions are for people who debug; one whose text holds the key stays out.
    private Exception? Cleaned(Exception? inner) =>
        inner is null || !safe.HoldsKey(inner.ToString()) ? inner : null;

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

    private sealed record Facts
    {
        public int? Status { get; init; }

        public string? Type { get; init; }

        public string? Title { get; init; }

        public string? Detail { get; init; }

        public string? RequestId { get; init; }

        public TimeSpan? RetryAfter { get; init; }

        public string? Then { get; init; }
    }
    private sealed record Place
    {
        /// <summary>What was read, as the message begins.</summary>
        public required string Where { get; init; }

        public string? AccountId { get; init; }

        /// <summary>What came before the failure; said where it struck inside a list.</summary>
        public string Before { get; init; } = "";

        public bool IsInside { get; init; }

        public long RelationsWritten { get; init; }

        public string? Cursor { get; init; }

        /// <summary>How to go on, after what is to be done.</summary>
        public string Then { get; init; } = "";
    }
}
