namespace PostPress.Client.Tests.Sandbox;

public sealed class SandboxListTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    public void It_is_what_a_stored_list_would_be_whoever_comes_and_goes(int count)
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var list = new SandboxList(count);
            var stored = Enumerable.Range(0, count).Select(index => (long)index).ToList();
            for (var newcomer = -1L; newcomer > -30;)
            {
                if (stored.Count > 0 && random.Next(2) == 0)
                {
                    var place = random.Next(stored.Count);
                    list.Leave(place);
                    stored.RemoveAt(place);
                }
                else
                {
                    list.Connect();
                    stored.InsertRange(0, count == 0 ? [] : [newcomer]);
                    newcomer--;
                }

                Assert.Equal(stored, Indexes(list));
            }
        }
    }

    [Fact]
    public void A_copy_does_not_change_with_the_list()
    {
        var list = new SandboxList(5);
        list.Leave(1);
        var copy = list.Copy();
        list.Leave(0);
        list.Connect();

        Assert.Equal([0, 2, 3, 4], Indexes(copy));
        Assert.Equal([-1, 2, 3, 4], Indexes(list));
    }

    [Fact]
    public void The_last_of_ten_million_are_found_without_the_others()
    {
        var list = new SandboxList(10_000_000);
        list.Connect();
        list.Leave(9_999_999);
        list.Leave(1);

        Assert.Equal((9_999_999, 10_000_001), (list.Length, list.EverLength));
        Assert.Equal([-1, 1, 9_999_997, 9_999_999], new long[] { 0, 1, 9_999_997, 9_999_998 }.Select(list.IndexAt));
    }

    private static IEnumerable<long> Indexes(SandboxList list)
    {
        for (var place = 0L; place < list.Length; place++)
        {
            yield return list.IndexAt(place);
        }
    }
}
