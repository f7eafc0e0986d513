using System.Globalization;

namespace PostPress.Client.Tests.Listing;

public sealed class NewestFirstTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("|", true)]
    [InlineData("9", true)]
    [InlineData("9 8 8 8 1", true)]
    [InlineData("9 8|8 1", true)]
    [InlineData("9 8||8 1", true)]
    [InlineData("9 8 9", false)]
    [InlineData("9 8|9", false)]
    [InlineData("9 8||9", false)]
    [InlineData("-", false)]
    [InlineData("9 -", false)]
    [InlineData("9|- 9", false)]
    [InlineData("8 9|7 6|5", false)]
    public void Holds_while_the_dates_fall_or_stay_over_pages_and_from_page_to_page(string pages, bool holds)
    {
        var order = new NewestFirst();
        foreach (var page in pages.Split('|'))
        {
            order.Add(Page(page));
        }

        Assert.Equal(holds, order.Holds);
    }

    [Fact]
    public void Says_the_first_reason_and_the_date_of_the_last_relation()
    {
        var order = new NewestFirst();
        Assert.Null(order.Oldest);
        order.Add(Page("9 7"));
        Assert.Equal((DatedPerson.Time(7), null), (order.Oldest, order.Reason));
        order.Add(Page("8 6"));
        order.Add(Page("- 2"));
        Assert.Equal((DatedPerson.Time(2), "a relation is newer than the one before it"), (order.Oldest, order.Reason));

        order = new NewestFirst();
        order.Add(Page("9 - 9 10"));
        Assert.Equal("a relation has no CreatedAt", order.Reason);
    }

    private static List<UserRelation> Page(string minutes) => [.. minutes
        .Split([' '], StringSplitOptions.RemoveEmptyEntries)
        .Select(minute => new UserRelation { CreatedAt = minute == "-" ? null : DatedPerson.Time(int.Parse(minute, CultureInfo.InvariantCulture)) })];
}
