using System.Runtime.CompilerServices;

namespace PostPress.Client.Tests.Compare;

/// <summary>Who is new, gone or changed, and who is the same person.</summary>
public sealed class RelationComparisonTests
{
    private static readonly UserRelation Ada = Person("m1", "ada", headline: "Analyst");
    private static readonly UserRelation Ben = Person("m2", "ben");
    private static readonly UserRelation Cem = Person("m3", "cem");

    [Fact]
    public void Who_is_new_or_changed_comes_in_the_order_of_the_difference_and_then_who_is_gone_in_the_order_of_the_reference()
    {
        var now = Person("m2", "ben", headline: "CEO");
        var differences = Compare([Ada, Ben, Cem], [Person("m5", "eve"), now, Person("m4", "dan")]);

        Assert.Equal(["Added eve", "Changed ben", "Added dan", "Removed ada", "Removed cem"], differences.Select(Shown));
        Assert.Equal((now, Ben), (differences[1].Relation, differences[1].Previous));
        Assert.Equal(["Headline"], differences[1].ChangedProperty);
        Assert.All(differences.Where(difference => difference.Change != "Changed"), difference => Assert.Null(difference.Previous));
        Assert.All(differences.Where(difference => difference.Change != "Changed"), difference => Assert.Empty(difference.ChangedProperty));
    }

    [Fact]
    public void The_same_list_in_another_order_has_no_differences_and_is_read_once()
    {
        var readings = 0;
        Assert.Empty(RelationComparison.Compare(() => Counted([Ada, Ben, Cem], () => readings++), [Cem, Ada, Ben], includePicture: true));
        Assert.Equal(1, readings);
    }

    [Fact]
    public void An_empty_list_is_compared_too()
    {
        Assert.Empty(Compare([], []));
        Assert.Equal(["Added ada"], Compare([], [Ada]).Select(Shown));
        Assert.Equal(["Removed ada"], Compare([Ada], []).Select(Shown));
    }

    [Fact]
    public void The_same_person_in_two_accounts_is_two()
    {
        var differences = Compare([Ada], [Person("m1", "ada", account: "acc_2"), Person("m1", "ada", account: "acc_3")]);
        Assert.Equal(["acc_2 Added", "acc_3 Added", "acc_1 Removed"], differences.Select(difference => $"{difference.Relation.AccountId} {difference.Change}"));
    }

    [Fact]
    public void Of_someone_who_stands_in_a_list_twice_the_first_row_counts()
    {
        var other = Person("m1", "ada", headline: "CEO");
        var eve = Person("m5", "eve");

        Assert.Empty(Compare([Ada, other], [Ada, Ada, other]));
        Assert.Equal([("Changed", "CEO", "Analyst")], Compare([Ada, other, Ada], [other, Ada]).Select(Headlines));
        Assert.Equal([("Changed", "Analyst", "CEO")], Compare([other, Ada], [Ada, other]).Select(Headlines));
        Assert.Equal(["Added eve", "Removed ada"], Compare([Ada, other, Ada], [eve, eve]).Select(Shown));
        Assert.Same(Ada, Compare([Ada, other, Ada], [eve, eve])[1].Relation);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_address_of_a_picture_is_a_change_only_if_wanted(bool includePicture)
    {
        UserRelation[] before = [Person("m1", "ada", picture: "p1"), new UserRelation { FirstName = "No", LastName = "Id", ProfilePictureUrl = "p1" }];
        UserRelation[] after = [Person("m1", "ada", picture: "p2"), new UserRelation { FirstName = "No", LastName = "Id", ProfilePictureUrl = "p2" }];
        var readings = 0;
        var differences = RelationComparison.Compare(() => Counted(before, () => readings++), after, includePicture).ToList();

        // Who has no id at all is known by the content.
        Assert.Equal(includePicture ? ["Changed", "Added", "Removed"] : [], differences.Select(difference => difference.Change));
        Assert.Equal(includePicture ? ["ProfilePictureUrl"] : [], differences.Take(1).SelectMany(difference => difference.ChangedProperty));
        Assert.Equal(includePicture ? 2 : 1, readings);
    }

    [Fact]
    public void Another_picture_beside_another_change_is_named_only_if_wanted()
    {
        UserRelation[] before = [Person("m1", "ada", headline: "Analyst", picture: "p1")];
        UserRelation[] after = [Person("m1", "ada", headline: "CEO", picture: "p2")];

        Assert.Equal(["Headline"], Assert.Single(RelationComparison.Compare(() => before, after, includePicture: false)).ChangedProperty);
        Assert.Equal(["Headline", "ProfilePictureUrl"], Assert.Single(RelationComparison.Compare(() => before, after, includePicture: true)).ChangedProperty);
    }

    [Fact]
    public void An_empty_text_is_none_and_less_than_a_millisecond_is_no_time()
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);
        Assert.Empty(Compare([Person("m1", "ada", headline: "", createdAt: time)], [Person("m1", "ada", createdAt: time.AddTicks(9_999).ToOffset(TimeSpan.FromHours(2)))]));
    }

    [Theory]
    [InlineData("u", "", "", "u", "", "", true)]
    [InlineData("", "c", "", "", "c", "", true)]
    [InlineData("", "", "i", "", "", "i", true)]
    [InlineData("u1", "c", "i1", "u2", "c", "i2", true)]
    [InlineData("", "", "i", "", "", "I", false)]
    [InlineData("x", "", "", "", "x", "x", false)]
    [InlineData("", "", "", "", "", "", false)]
    public void Somebody_with_another_member_id_is_the_same_by_another_id(string urn, string connection, string identifier, string newUrn, string newConnection, string newIdentifier, bool isSame)
    {
        UserRelation before = new() { MemberId = "old", MemberUrn = urn, ConnectionUrn = connection, PublicIdentifier = identifier };
        UserRelation after = new() { MemberId = "new", MemberUrn = newUrn, ConnectionUrn = newConnection, PublicIdentifier = newIdentifier };
        var differences = Compare([before], [after]);

        Assert.Equal(isSame ? ["Changed"] : ["Added", "Removed"], differences.Select(difference => difference.Change));
        Assert.Equal(isSame, differences[0].ChangedProperty.Contains("MemberId"));
    }

    [Fact]
    public void A_member_id_that_was_not_there_before_makes_nobody_new()
    {
        UserRelation before = new() { MemberUrn = "u1", PublicIdentifier = "ada" };
        var differences = Compare([before], [new UserRelation { MemberId = "m1", MemberUrn = "u1", PublicIdentifier = "ada" }]);

        Assert.Equal(["MemberId"], Assert.Single(differences).ChangedProperty);
    }

    [Fact]
    public void Two_who_swap_their_identifiers_are_not_mixed_up()
    {
        var differences = Compare([Ada, Ben], [Person("m1", "ben", headline: "Analyst"), Person("m2", "ada")]);

        Assert.Equal(["Changed ben", "Changed ada"], differences.Select(Shown));
        Assert.All(differences, difference => Assert.Equal(["PublicIdentifier"], difference.ChangedProperty));
        Assert.Equal([Ada, Ben], differences.Select(difference => difference.Previous));
    }

    [Fact]
    public void An_identifier_passed_on_to_somebody_who_was_there_leads_to_nobody()
    {
        var differences = Compare([Ada, Ben], [Person("m2", "ada"), Person("m3", "ben")]);
        Assert.Equal(["Changed ada", "Added ben", "Removed ada"], differences.Select(Shown));
    }

    [Fact]
    public void A_URN_is_more_than_an_identifier()
    {
        UserRelation one = new() { MemberId = "1", MemberUrn = "u1", PublicIdentifier = "i1" };
        UserRelation two = new() { MemberId = "2", MemberUrn = "u2", PublicIdentifier = "i2" };
        var differences = Compare([one, two], [new() { MemberId = "3", MemberUrn = "u1", PublicIdentifier = "i2" }, new() { MemberId = "4", MemberUrn = "u2", PublicIdentifier = "i1" }]);

        Assert.Equal([one, two], differences.Select(difference => difference.Previous));
    }

    [Fact]
    public void Another_id_is_taken_once_and_in_the_account_only()
    {
        UserRelation before = new() { AccountId = "acc_1", MemberId = "1", PublicIdentifier = "i" };
        var differences = Compare(
            [before],
            [
                new() { AccountId = "acc_2", MemberId = "2", PublicIdentifier = "i" },
                new() { AccountId = "acc_1", MemberId = "3", PublicIdentifier = "i" },
                new() { AccountId = "acc_1", MemberId = "4", PublicIdentifier = "i" },
            ]);
        Assert.Equal(["Added", "Changed", "Added"], differences.Select(difference => difference.Change));
    }

    [Fact]
    public void Who_has_no_id_at_all_is_known_by_the_content()
    {
        UserRelation one = new() { FirstName = "A", Headline = "x" };
        UserRelation two = new() { FirstName = "A", Headline = "y" };

        Assert.Empty(Compare([one, one, two], [two, one]));
        Assert.Equal(["Added", "Removed"], Compare([one], [two]).Select(difference => difference.Change));
        // One text does not flow into the next.
        Assert.Equal(2, Compare([new() { FirstName = "ab", LastName = "c" }], [new() { FirstName = "a", LastName = "bc" }]).Count);
        Assert.Equal(2, Compare([new() { FirstName = "a\ud800", LastName = "c" }], [new() { FirstName = "a", LastName = "\ud800c" }]).Count);
        Assert.Equal(2, Compare([new() { Headline = new string('x', 70_000) }], [new() { Headline = new string('x', 70_001) }]).Count);
    }

    [Fact]
    public void A_reference_that_is_another_the_second_time_is_no_reference()
    {
        var readings = 0;
        Assert.Throws<InvalidDataException>(() => RelationComparison.Compare(() => readings++ == 0 ? [Ada, Ben] : [Ben], [Ben], includePicture: false));
        readings = 0;
        Assert.Throws<InvalidDataException>(() => RelationComparison.Compare(() => readings++ == 0 ? [Ada] : [Person("m1", "eve")], [Person("m1", "dan")], includePicture: false));
    }

    [Fact]
    public void Neither_list_is_kept_in_memory()
    {
        List<WeakReference> relations = [];
        var comparison = Begin(relations, count: 5_000);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        // All but what stands on the stack by chance.
        Assert.InRange(relations.Count(relation => relation.IsAlive), 0, 100);
        Assert.Equal((5_000, 5_000), (comparison.ReferenceCount, comparison.DifferenceCount));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static RelationComparison Begin(List<WeakReference> relations, int count)
    {
        IEnumerable<UserRelation> People()
        {
            for (var number = 0; number < count; number++)
            {
                var person = Person("m" + number, "i" + number);
                relations.Add(new WeakReference(person));
                yield return person;
            }
        }

        var comparison = new RelationComparison(People, includePicture: false);
        foreach (var person in People())
        {
            comparison.Add(person);
        }

        return comparison;
    }

    private static List<RelationDifference> Compare(UserRelation[] reference, UserRelation[] difference) =>
        [.. RelationComparison.Compare(() => reference, difference, includePicture: false)];

    private static IEnumerable<UserRelation> Counted(UserRelation[] relations, Action count)
    {
        count();
        return relations;
    }

    private static string Shown(RelationDifference difference) => $"{difference.Change} {difference.Relation.PublicIdentifier}";

    private static (string Change, string? Now, string? Before) Headlines(RelationDifference difference) =>
        (difference.Change, difference.Relation.Headline, difference.Previous?.Headline);

    private static UserRelation Person(string memberId, string identifier, string? headline = null, string? picture = null, DateTimeOffset? createdAt = null, string account = "acc_1") => new()
    {
        AccountId = account,
        MemberId = memberId,
        PublicIdentifier = identifier,
        Headline = headline,
        ProfilePictureUrl = picture,
        CreatedAt = createdAt,
    };
}
