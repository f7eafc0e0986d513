namespace PostPress.Client.Tests.Paging;

public sealed class RecentValuesTests
{
    [Fact]
    public void A_value_is_new_once()
    {
        var values = new RecentValues(10);

        Assert.True(values.TryAdd("a"));
        Assert.False(values.TryAdd("a"));
        Assert.True(values.TryAdd("A"));
    }

    [Fact]
    public void Only_the_last_values_are_remembered()
    {
        var values = new RecentValues(3);
        Assert.All(["a", "b", "c", "d"], value => Assert.True(values.TryAdd(value)));

        Assert.False(values.TryAdd("b"));
        Assert.False(values.TryAdd("c"));
        Assert.False(values.TryAdd("d"));
        Assert.True(values.TryAdd("a"));
    }

    [Fact]
    public void A_value_that_came_again_is_not_remembered_twice()
    {
        var values = new RecentValues(2);
        Assert.True(values.TryAdd("a"));
        Assert.False(values.TryAdd("a"));
        Assert.True(values.TryAdd("b"));

        Assert.False(values.TryAdd("a"));
    }
}
