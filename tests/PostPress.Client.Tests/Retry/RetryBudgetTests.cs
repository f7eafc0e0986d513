namespace PostPress.Client.Tests.Retry;

public sealed class RetryBudgetTests
{
    [Fact]
    public void A_run_without_pages_has_fifty_retries()
    {
        Assert.Equal(50, Spend(new RetryBudget()));
    }

    [Fact]
    public void Two_pages_give_one_retry_back()
    {
        var budget = new RetryBudget();
        Spend(budget);

        budget.PageCame();
        Assert.False(budget.TrySpend());
        budget.PageCame();
        Assert.True(budget.TrySpend());
        Assert.False(budget.TrySpend());
    }

    [Fact]
    public void A_long_good_run_saves_up_no_more_than_the_first_budget()
    {
        var budget = new RetryBudget();
        for (var page = 0; page < 1000; page++)
        {
            budget.PageCame();
        }

        Assert.Equal(50, Spend(budget));
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
