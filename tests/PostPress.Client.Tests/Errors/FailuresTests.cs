using System.Text;

namespace PostPress.Client.Tests.Errors;

public sealed class FailuresTests
{
    private const string Key = "pp_live_0123456789abcdef";

    private readonly Failures _failures = new(new SafeText(Key));

    [Fact]
    public void A_user_reads_what_happened_where_and_what_to_do()
    {
        var failure = InRelations(Status(429, RateLimited, TimeSpan.FromSeconds(29.2)), 1234, "eyJ2");
        Assert.Equal(
            "Account 'acc_1': The rate limit of the provider is reached. (HTTP 429, too_many_requests, request req_1) Slow down. "
            + "It asks to wait 30 s before the next call. 1,234 relations came before it; the list is NOT complete. "
            + "Wait, at least as long as the answer asks for if it does, and read this account less often: Sync-PostPressRelation costs one call on most days. "
            + "To resume from this page: -Cursor 'eyJ2'.",
            failure.Message);
    }

    [Fact]
    public void A_program_reads_the_same_from_properties()
    {
        var failure = InRelations(Status(429, RateLimited, TimeSpan.FromSeconds(29.2)), 1234, "eyJ2");
        Assert.Equal(FailureKind.Api, failure.Kind);
        Assert.Equal("too_many_requests", failure.Id);
        Assert.Equal(429, failure.Status);
        Assert.Equal("errors/too_many_requests", failure.Type);
        Assert.Equal("Too Many", failure.Title);
        Assert.Equal("Slow down.", failure.Detail);
        Assert.Equal("req_1", failure.RequestId);
        Assert.Equal(TimeSpan.FromSeconds(29.2), failure.RetryAfter);
        Assert.Equal("acc_1", failure.AccountId);
        Assert.Equal(1234, failure.RelationsWritten);
        Assert.Equal("eyJ2", failure.Cursor);
        Assert.Equal(ErrorCatalogue.Documented["too_many_requests"].Summary, failure.Summary);
        Assert.Equal(ErrorCatalogue.Documented["too_many_requests"].Action, failure.RecommendedAction);
    }

    [Fact]
    public void On_the_first_page_there_is_nothing_to_go_on_from()
    {
        var failure = InRelations(Status(401, """{"type":"errors/disconnected_account"}"""), 0, null);
        Assert.Equal(
            "Account 'acc_1': The account is no longer connected to LinkedIn. (HTTP 401, disconnected_account) "
            + "Reconnect the account in the PostPress dashboard, then run the command again.",
            failure.Message.Replace(" " + failure.Detail!.TrimEnd('.') + ".", "", StringComparison.Ordinal));
        Assert.Null(failure.Cursor);
        Assert.Null(failure.RetryAfter);
    }

    [Fact]
    public void Advice_of_the_caller_takes_the_place_of_the_cursor()
    {
        var failure = InRelations(Status(503, ""), 10, "eyJ2", "Run it again with -Resume.");
        Assert.EndsWith(" Run it again with -Resume.", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ2", failure.Message, StringComparison.Ordinal);
        Assert.Equal("eyJ2", failure.Cursor);
    }

    [Fact]
    public void To_go_on_from_a_cursor_that_repeats_is_no_advice()
    {
        var failure = InRelations(_failures.Local(FailureKind.Protocol, "cursor_repeated", "The cursor is 'eyJ2'."), 10, "eyJ2");
        Assert.DoesNotContain("-Cursor", failure.Message, StringComparison.Ordinal);
        Assert.Contains("(cursor_repeated) The cursor is 'eyJ2'. 10 relations", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cursor_in_the_message_can_be_pasted_and_does_not_command_the_terminal()
    {
        Assert.EndsWith("-Cursor 'it''s'.", InRelations(Status(503, ""), 10, "it's").Message, StringComparison.Ordinal);

        // One that can't be shown as it is can't be pasted either: the property has it.
        var failure = InRelations(Status(503, ""), 10, "it's\u001b[2J");
        Assert.EndsWith("-Cursor with the Cursor property of this error.", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', failure.Message);
        Assert.Equal("it's\u001b[2J", failure.Cursor);
    }

    [Theory]
    [InlineData("""{"title":"Teapot"}""", "Teapot")]
    [InlineData("<html><h1>Bad\r\n\u001b[31mgateway</h1></html>", "'<html><h1>Bad [31mgateway</h1></html>'")]
    [InlineData("", "(nothing)")]
    [InlineData(" \r\n\t", "(nothing)")]
    [InlineData("the key pp_live_0123456789abcdef is bad", "'the key [API key] is bad'")]
    public void An_answer_that_is_not_the_APIs_is_quoted_safely(string body, string detail)
    {
        var failure = Status(418, body);
        Assert.Equal("http_418", failure.Id);
        Assert.Null(failure.Type);
        Assert.Equal(detail, failure.Detail);
    }

    [Fact]
    public void No_half_of_the_key_is_quoted_wherever_the_excerpt_ends()
    {
        for (var blanks = 4050; blanks < 4110; blanks++)
        {
            var body = "x" + new string(' ', blanks) + Key + " and more";
            Assert.DoesNotContain("pp_", Status(502, body).Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_long_answer_is_quoted_by_its_beginning()
    {
        var detail = Status(502, "Bad gateway " + new string('x', 5000)).Detail!;
        Assert.StartsWith("'Bad gateway xxx", detail, StringComparison.Ordinal);
        Assert.EndsWith("xxx…'", detail, StringComparison.Ordinal);
        Assert.InRange(detail.Length, 100, 170);
    }

    [Fact]
    public void A_redirect_names_the_host_and_not_the_address()
    {
        var failure = _failures.Redirect(302, new Uri("https://evil.example/steal?key=" + Key));
        Assert.Equal((FailureKind.Protocol, "redirect_refused", 302), (failure.Kind, failure.Id, failure.Status));
        Assert.Equal("It names the host 'evil.example'.", failure.Detail);
        Assert.Equal("It names another path on the same host.", _failures.Redirect(308, new Uri("/v2", UriKind.Relative)).Detail);
    }

    [Fact]
    public void A_truncated_body_is_told_from_a_wrong_one()
    {
        var cut = NotAPage("{\"items\":[");
        Assert.Equal((FailureKind.Truncated, "body_truncated"), (cut.Kind, cut.Id));
        var wrong = NotAPage("{\"items\":7}");
        Assert.Equal((FailureKind.Protocol, "not_a_list"), (wrong.Kind, wrong.Id));
        Assert.Equal("The answer can't be read: its items are not a list. It begins: '{\"items\":7}'", wrong.Detail);
        Assert.Equal(200, wrong.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n ")]
    public void A_blank_body_is_wrong_and_not_truncated(string body)
    {
        var failure = NotAPage(body);
        Assert.Equal((FailureKind.Protocol, "not_a_list"), (failure.Kind, failure.Id));
        Assert.Equal("The answer can't be read: it is empty. It begins: (nothing)", failure.Detail);
    }

    [Fact]
    public void An_inner_exception_stays_unless_it_holds_the_key()
    {
        var sound = new IOException("Reset.");
        Assert.Same(sound, _failures.Local(FailureKind.Connection, "connection_lost", null, sound).InnerException);
        Assert.Null(_failures.Local(FailureKind.Connection, "connection_lost", null, new IOException("outer", new IOException(Key))).InnerException);
        Assert.Same(sound, InRelations(_failures.Local(FailureKind.Connection, "connection_lost", null, sound), 0, null).InnerException);
    }

    private const string RateLimited = """{"title":"Too Many","detail":"Slow down.","instance":"req_1","type":"errors/too_many_requests","status":429}""";

    private PostPressApiException Status(int status, string body, TimeSpan? retryAfter = null) =>
        _failures.Status(status, Encoding.UTF8.GetBytes(body), retryAfter);

    private PostPressApiException InRelations(PostPressApiException failure, long written, string? cursor, string? resumeAdvice = null) =>
        _failures.InRelations(failure, "acc_1", written, cursor, resumeAdvice);

    private PostPressApiException NotAPage(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return _failures.NotAPage(200, Assert.Throws<PageFormatException>(() => RelationParser.Parse(bytes, "acc_1")), bytes, isPrivate: false);
    }
}
