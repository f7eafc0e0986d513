namespace PostPress.Client.Tests.Compare;

/// <summary>
/// Two lists by a seed, and what happened between them: people leave, come and change, get other member ids, swap identifiers or pass them
/// on; the order is another.
/// </summary>
internal sealed class RandomLists
{
    private readonly Random _random;
    private int _last;

    public RandomLists(int seed)
    {
        _random = new Random(seed);
        for (var count = _random.Next(30); count > 0; count--)
        {
            var person = NewPerson();
            Reference.Add(person);
            Live(person);
        }

        for (var count = _random.Next(6); count > 0; count--)
        {
            var person = NewPerson();
            Difference.Add(person);
            Expected.Add("Added " + Number(person));
        }

        MoveIdentifiers();
        Shuffle(Difference);
        Repeat(Reference);
        Repeat(Difference);
    }

    public List<UserRelation> Reference { get; } = [];

    public List<UserRelation> Difference { get; } = [];

    /// <summary><c>Removed 7</c>: what happened to whom. The number of a person is the last name.</summary>
    public SortedSet<string> Expected { get; } = new(StringComparer.Ordinal);

    public static string Number(UserRelation person) => person.LastName!;

    private void Live(UserRelation person)
    {
        switch (_random.Next(8))
        {
            case 0:
                Expected.Add("Removed " + Number(person));
                break;
            case 1:
                Expected.Add("Changed " + Number(person));
                Difference.Add(Copy(person, headline: "h" + ++_last));
                break;
            case 2:
                // Known by another id, as long as there is one.
                Expected.Add("Changed " + Number(person));
                Difference.Add(person.MemberUrn is null || _random.Next(2) == 0
                    ? Copy(person, memberId: "m" + ++_last, memberUrn: "u" + _last)
                    : Copy(person, memberId: "m" + ++_last, identifier: "i" + _last));
                break;
            case 3:
                Difference.Add(Copy(person, picture: "p" + ++_last));
                break;
            default:
                Difference.Add(person);
                break;
        }
    }

    // Only among those who keep their member id: else nobody could tell.
    private void MoveIdentifiers()
    {
        var known = Reference.ToDictionary(Number);
        bool Stays(UserRelation person) => known.TryGetValue(Number(person), out var before) && before.MemberId is not null && before.MemberId == person.MemberId && before.AccountId == person.AccountId;
        var places = Enumerable.Range(0, Difference.Count).Where(place => Stays(Difference[place])).ToList();
        for (var count = _random.Next(3); count > 0 && places.Count > 1; count--)
        {
            var (one, two) = (places[_random.Next(places.Count)], places[_random.Next(places.Count)]);
            if (Difference[one].PublicIdentifier != Difference[two].PublicIdentifier)
            {
                (Difference[one], Difference[two]) = (Copy(Difference[one], identifier: Difference[two].PublicIdentifier), Copy(Difference[two], identifier: Difference[one].PublicIdentifier));
            }
        }

        var gone = Reference.FindAll(person => Expected.Contains("Removed " + Number(person)));
        if (gone.Count > 0 && places.Count > 0)
        {
            var place = places[_random.Next(places.Count)];
            Difference[place] = Copy(Difference[place], identifier: gone[0].PublicIdentifier);
        }

        foreach (var person in places.Select(place => Difference[place]))
        {
            if (RelationContent.Differences(known[Number(person)], person, includePicture: false).Any())
            {
                Expected.Add("Changed " + Number(person));
            }
            else
            {
                Expected.Remove("Changed " + Number(person));
            }
        }
    }

    private UserRelation NewPerson()
    {
        var number = ++_last;
        return new UserRelation
        {
            AccountId = "acc_" + _random.Next(2),
            LastName = number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Headline = "h" + number,
            MemberId = _random.Next(4) == 0 ? null : "m" + number,
            MemberUrn = _random.Next(3) == 0 ? null : "u" + number,
            PublicIdentifier = "i" + number,
            ProfilePictureUrl = "p" + number,
        };
    }

    private void Shuffle(List<UserRelation> list)
    {
        for (var place = list.Count - 1; place > 0; place--)
        {
            var other = _random.Next(place + 1);
            (list[place], list[other]) = (list[other], list[place]);
        }
    }

    private void Repeat(List<UserRelation> list)
    {
        if (list.Count > 0 && _random.Next(2) == 0)
        {
            list.Add(Copy(list[_random.Next(list.Count)], headline: "of an earlier page"));
        }
    }

    private static UserRelation Copy(UserRelation person, string? headline = null, string? memberId = null, string? memberUrn = null, string? identifier = null, string? picture = null) => new()
    {
        AccountId = person.AccountId,
        LastName = person.LastName,
        Headline = headline ?? person.Headline,
        MemberId = memberId ?? person.MemberId,
        MemberUrn = memberUrn ?? person.MemberUrn,
        PublicIdentifier = identifier ?? person.PublicIdentifier,
        ProfilePictureUrl = picture ?? person.ProfilePictureUrl,
    };
}
