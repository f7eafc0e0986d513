namespace PostPress.Client.Tests.Requests;

public sealed class RetryRulesTests
{
    private static readonly ConnectionSettings Defaults = new();

    [Theory]
    [InlineData(400, "invalid_parameters", false)]
    [InlineData(400, "limit_too_high", false)]
    [InlineData(401, "invalid_credentials", false)]
    [InlineData(403, "account_restricted", false)]
    [InlineData(404, "resource_not_found", false)]
    [InlineData(407, "http_407", false)]
    [InlineData(408, "http_408", true)]
    [InlineData(413, "http_413", false)]
    [InlineData(429, "too_many_requests", true)]
    [InlineData(500, "provider_error", true)]
    [InlineData(500, "unexpected_error", true)]
    [InlineData(500, "authentication_intent_error", false)]
    [InlineData(501, "feature_not_implemented", false)]
    [InlineData(502, "http_502", true)]
    [InlineData(503, "service_unavailable", true)]
    [InlineData(504, "request_timeout", true)]
    [InlineData(304, "http_304", false)]
    [InlineData(418, "http_418", false)]
    public void A_status_is_retried_as_the_table_says(int status, string id, bool retried)
    {
        Assert.Equal(retried, Rules().CanRetry(Make.Failure(FailureKind.Api, id, status)));
    }

    [Theory]
    [InlineData(FailureKind.Timeout, true)]
    [InlineData(FailureKind.Connection, true)]
    [InlineData(FailureKind.Truncated, true)]
    [InlineData(FailureKind.Certificate, false)]
    [InlineData(FailureKind.Protocol, false)]
    public void A_failure_on_this_side_is_retried_where_it_is_transient(FailureKind kind, bool retried)
    {
        Assert.Equal(retried, Rules().CanRetry(Make.Failure(kind, "any")));
    }

    [Theory]
    [InlineData(300.0, true)]
    [InlineData(300.5, false)]
    [InlineData(86400.0, false)]
    public void A_wait_longer_than_allowed_is_not_waited_for(double seconds, bool retried)
    {
        Assert.Equal(retried, Rules().CanRetry(Make.Failure(status: 429, retryAfterSec: seconds)));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(300)]
    public void No_try_comes_before_retry_after_and_jitter_comes_on_top(double seconds)
    {
        var failure = Make.Failure(status: 429, retryAfterSec: seconds);

        Assert.Equal(seconds, Rules(random: 0).Delay(0, failure).TotalSeconds, precision: 6);
        var longest = Rules(random: 0.999).Delay(0, failure).TotalSeconds;
        Assert.InRange(longest, seconds + 0.2, seconds + 5);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(5, 32)]
    [InlineData(6, 60)]
    [InlineData(40, 60)]
    [InlineData(int.MaxValue, 60)]
    public void Without_retry_after_the_pause_doubles_to_a_minute_and_is_half_to_all_of_it(int attempt, double step)
    {
        var failure = Make.Failure(status: 503);

        Assert.Equal(step / 2, Rules(random: 0).Delay(attempt, failure).TotalSeconds, precision: 6);
        Assert.InRange(Rules(random: 0.999999).Delay(attempt, failure).TotalSeconds, step * 0.99, step);
    }

    [Fact]
    public void A_retry_after_of_nothing_still_backs_off()
    {
        Assert.Equal(2, Rules(random: 0).Delay(2, Make.Failure(status: 429, retryAfterSec: 0)).TotalSeconds);
    }

    [Fact]
    public void The_first_step_is_the_retry_interval()
    {
        var rules = new RetryRules(Defaults with { RetryIntervalSec = 8 }, () => 0);

        Assert.Equal(4, rules.Delay(0, Make.Failure(status: 503)).TotalSeconds);
        Assert.Equal(30, rules.Delay(9, Make.Failure(status: 503)).TotalSeconds);
    }

    [Theory]
    [InlineData(FailureKind.Api, 504, true)]
    [InlineData(FailureKind.Api, 503, false)]
    [InlineData(FailureKind.Timeout, null, true)]
    [InlineData(FailureKind.Connection, null, false)]
    public void A_smaller_page_can_help_after_a_time_out_only(FailureKind kind, int? status, bool smaller)
    {
        Assert.Equal(smaller, RetryRules.IsTimeout(Make.Failure(kind, "any", status)));
    }

    [Theory]
    [InlineData(400, "limit_too_high", true)]
    [InlineData(413, "http_413", true)]
    [InlineData(400, "invalid_parameters", false)]
    [InlineData(429, "limit_too_high", false)]
    public void Only_a_refusal_of_the_size_is_answered_with_a_smaller_page(int status, string id, bool refused)
    {
        Assert.Equal(refused, RetryRules.IsRefusedSize(Make.Failure(FailureKind.Api, id, status)));
    }

    private static RetryRules Rules(double random = 0) => new(Defaults, () => random);
}
