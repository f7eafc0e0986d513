using System.Globalization;

namespace PostPress.Client.Tests.Requests;

public sealed class RetryAfterHeaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("30", 30.0)]
    [InlineData(" 30 ", 30.0)]
    [InlineData("0", 0.0)]
    [InlineData("1.5", 1.5)]
    [InlineData("5, 10", 10.0)]
    [InlineData("10,5", 10.0)]
    [InlineData("-5, 10", 10.0)]
    [InlineData("x, 10", 10.0)]
    [InlineData("-5", null)]
    [InlineData("-0.5", null)]
    [InlineData("", null)]
    [InlineData("soon", null)]
    [InlineData("NaN", null)]
    [InlineData("-Infinity", null)]
    [InlineData("1e3", null)]
    [InlineData("0x10", null)]
    [InlineData("30s", null)]
    [InlineData("May 5", null)]
    [InlineData("23:59", null)]
    [InlineData("12/31/2026", null)]
    [InlineData("Tuesday", null)]
    [InlineData("2026-03-01T12:00:30Z", 30.0)]
    public void Seconds_are_read_from_the_raw_header(string header, double? seconds)
    {
        Assert.Equal(seconds, Read([header])?.TotalSeconds);
    }

    [Theory]
    [InlineData("99999999999")]
    [InlineData("99999999999999999999999999999999")]
    [InlineData("315360001")]
    public void A_number_that_overflows_is_a_very_long_wait_and_not_none(string header)
    {
        Assert.Equal(TimeSpan.FromDays(3650), Read([header]));
    }

    [Theory]
    [InlineData(0, 1, 0.0)]
    [InlineData(-3600, 1, 0.0)]
    [InlineData(30, 1, 30.0)]
    [InlineData(90.5, 1, 90.5)]
    [InlineData(86_400, 1, 86_400.0)]
    [InlineData(30, 1000, 30.0)]
    [InlineData(-1, 1000, 0.0)]
    public void A_number_that_is_a_time_near_now_is_that_time(double secondsFromNow, int unitsASecond, double seconds)
    {
        var number = ((Now.ToUnixTimeSeconds() + secondsFromNow) * unitsASecond).ToString(CultureInfo.InvariantCulture);
        Assert.Equal(seconds, Read([number])!.Value.TotalSeconds, precision: 3);
        Assert.Equal(seconds, Read([number], date: Now)!.Value.TotalSeconds, precision: 3);
        // The server is an hour ahead of us.
        Assert.Equal(Math.Max(0, secondsFromNow - 3600), Read([number], date: Now.AddHours(1))!.Value.TotalSeconds, precision: 3);
    }

    [Fact]
    public void A_date_is_measured_against_the_servers_own_clock_where_it_shows_it()
    {
        // The server is an hour ahead of us and asks for ten seconds.
        Assert.Equal(TimeSpan.FromSeconds(10), Read([Http(Now.AddHours(1).AddSeconds(10))], date: Now.AddHours(1)));
    }

    [Fact]
    public void A_date_is_measured_against_our_clock_where_the_server_shows_none()
    {
        Assert.Equal(TimeSpan.FromSeconds(90), Read([Http(Now.AddSeconds(90))]));
    }

    [Fact]
    public void A_date_in_the_past_asks_for_no_wait()
    {
        Assert.Equal(TimeSpan.Zero, Read([Http(Now.AddDays(-1))]));
    }

    [Fact]
    public void A_date_very_far_away_is_the_longest_wait()
    {
        Assert.Equal(TimeSpan.FromDays(3650), Read([Http(Now.AddYears(5000))]));
    }

    [Theory]
    [InlineData("Sunday, 01-Mar-26 12:01:00 GMT")]
    [InlineData("Sun Mar  1 12:01:00 2026")]
    [InlineData("Mon, 01 Mar 2026 12:01:00 GMT")] // The wrong day of the week: the date counts.
    [InlineData("30, Sun, 01 Mar 2026 12:01:00 GMT")]
    public void The_old_forms_of_a_date_are_read_as_the_rfc_demands(string header)
    {
        Assert.Equal(TimeSpan.FromMinutes(1), Read([header]));
    }

    [Fact]
    public void Of_two_headers_the_longer_wait_satisfies_both()
    {
        Assert.Equal(TimeSpan.FromSeconds(120), Read(["60", "120"]));
        Assert.Equal(TimeSpan.FromSeconds(60), Read(["60", Http(Now.AddSeconds(20))]));
    }

    [Fact]
    public void Garbage_beside_a_number_does_not_hide_the_number()
    {
        Assert.Equal(TimeSpan.FromSeconds(60), Read(["soon", "60"]));
    }

    [Fact]
    public void Without_a_header_there_is_no_wait()
    {
        Assert.Null(Read([]));
    }

    private static TimeSpan? Read(string[] headers, DateTimeOffset? date = null)
    {
        using var response = new HttpResponseMessage { Headers = { Date = date } };
        foreach (var header in headers)
        {
            Assert.True(response.Headers.TryAddWithoutValidation("Retry-After", header));
        }

        return RetryAfterHeader.Read(response, Now);
    }

    private static string Http(DateTimeOffset time) => time.ToString("R", CultureInfo.InvariantCulture);
}
