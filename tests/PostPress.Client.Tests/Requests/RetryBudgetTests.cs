namespace PostPress.Client.Tests.Requests;

public sealed class RetryBudgetTests
{
    [Theory]
    [InlineData(1, 50)]
    [InlineData(5, 50)]
    [InlineData(50, 50)]
    [InlineData(51, 51)]
    [InlineData(100, 100)]
    public void A_run_without_pages_has_fifty_retries_or_as_many_as_one_page_may_have(int maximumRetryCount, int retries)
    {
        var budget = new RetryBudget(maximumRetryCount);

        Assert.Equal((retries, retries), (budget.Most, Spend(budget)));
    }

    [Fact]
    public void Two_pages_give_one_retry_back()
    {
        var budget = new RetryBudget(5);
        Spend(budget);

        budget.PageCame();
        Assert.False(budget.TrySpend());
        budget.PageCame();
        Assert.True(budget.TrySpend());
        Assert.False(budget.TrySpend());
    }

    [Theory]
    [InlineData(5, 50)]
    [InlineData(80, 80)]
    public void A_long_good_run_saves_up_no_more_than_the_first_budget(int maximumRetryCount, int retries)
    {
        var budget = new RetryBudget(maximumRetryCount);
        for (var page = 0; page < 1000; page++)
        {
            budget.PageCame();
        }

        Assert.Equal(retries, Spend(budget));
    }

    private static int Spend(RetryBudget budget)
    {
        var spent = 0;
        while (spent < 1000 && budget.TrySpend())
        {
            spent++;
        }

        return spent;
    }
}
