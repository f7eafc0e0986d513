namespace PostPress.Client.Tests.Compare;

/// <summary>Random lists, by seeds: the differences are those that were made, and lead from the one list to the other.</summary>
public sealed class RandomComparisonTests
{
    private static readonly int Seeds = Scale.Of(600, 3_000);

    [Fact]
    public void Each_difference_is_found_and_no_other()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var lists = new RandomLists(seed);
            var found = Compare(lists.Reference, lists.Difference, includePicture: false);

            AssertSame(seed, lists.Expected, found.Select(difference => $"{difference.Change} {RandomLists.Number(difference.Relation)}"));
            Assert.All(found.Where(difference => difference.Previous is not null), difference => Assert.Equal(RandomLists.Number(difference.Previous!), RandomLists.Number(difference.Relation)));
            Assert.All(found, difference => Assert.Equal(difference.Change == "Changed", difference.ChangedProperty.Count > 0));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Replayed_on_the_reference_they_give_the_difference(bool includePicture)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var lists = new RandomLists(seed);
            var list = Once(lists.Reference);
            foreach (var difference in Compare(lists.Reference, lists.Difference, includePicture))
            {
                if (difference.Change != "Added")
                {
                    Assert.True(list.Remove(difference.Previous ?? difference.Relation), $"Seed {seed}: {difference} is of somebody who is not there.");
                }

                if (difference.Change != "Removed")
                {
                    list.Add(difference.Relation);
                }
            }

            AssertSame(seed, Once(lists.Difference).Select(person => Content(person, includePicture)), list.Select(person => Content(person, includePicture)));
        }
    }

    [Fact]
    public void A_list_does_not_differ_from_itself()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var lists = new RandomLists(seed);
            Assert.Empty(Compare(lists.Reference, lists.Reference, includePicture: true));
            Assert.Empty(Compare(lists.Difference, lists.Difference, includePicture: true));
        }
    }

    private static List<RelationDifference> Compare(List<UserRelation> reference, List<UserRelation> difference, bool includePicture) =>
        [.. RelationComparison.Compare(() => reference, difference, includePicture)];

    private static void AssertSame(int seed, IEnumerable<string> expected, IEnumerable<string> actual) =>
        Assert.Equal((seed, string.Join("\n", expected.Order(StringComparer.Ordinal))), (seed, string.Join("\n", actual.Order(StringComparer.Ordinal))));

    // Everybody by the first row.
    private static List<UserRelation> Once(List<UserRelation> list) => [.. list.GroupBy(RandomLists.Number).Select(rows => rows.First())];

    private static string Content(UserRelation person, bool includePicture) => string.Join(
        "|", person.AccountId, person.LastName, person.Headline, person.MemberId, person.MemberUrn, person.PublicIdentifier, includePicture ? person.ProfilePictureUrl : null);
}
