using System.Globalization;

namespace PostPress.Sandbox;

/// <summary>
/// People made from a seed, each by its index alone, so that a million cost no memory. Index 0 is the newest connection of the
/// sandbox as it starts; those who connect while it runs have the indexes -1, -2, … before it.
/// </summary>
internal sealed class SandboxPeople(int seed)
{
    /// <summary>
    /// The moment before which those of the start connected, and from which on a list lives. Fixed, so that the same seed gives the same
    /// bytes on every day.
    /// </summary>
    public static readonly long NewestMilliseconds = new DateTimeOffset(2026, 6, 30, 12, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    // Half an hour between two connections, and less from where that would lead into years before there was a LinkedIn.
    private const long MillisecondsApart = 1_800_000;
    private const long CloserFrom = 500_000;
    private const long MillisecondsApartCloser = 50_000;

    private const long SecondsOfPicture = 7 * 86_400;

    // The names have what real profiles have, also what breaks careless programs.
    private static readonly string[] FirstNames =
    [
        "Jordan", "Ada", "Müge", "José", "Søren", "Zoë", "Łukasz", "Ngọc Anh", "小明", "美咲", "지우", "Дмитрий", "Ελένη", "محمد", "נועה",
        "Priya", "Chidi", "Aoife", "Jean-Luc", "Mary Ann", "D'Arcy", "Björk", "Renée", "Åsa", "Öykü", "Ana Sofía", "Kwame", "Léa 🌱", "Siddhārtha", "Xi",
        "Emma", "Noah", "Olivia", "Liam", "Sofia", "Mateo", "Hannah", "Lukas", "Fatima", "Yusuf",
    ];

    private static readonly string[] LastNames =
    [
        "Walke", "Lovelace", "Müller", "Söhne", "García Márquez", "O'Brien", "van der Berg", "Nguyễn", "王", "高橋", "김", "Иванов", "Παπαδόπουλος", "حسن", "כהן",
        "Smith-Jones", "Okafor", "Ní Dhomhnaill", "de la Cruz", "St. John", "Þórsdóttir", "Łęcki", "Çelik", "Šimůnek", "Ødegård", "Ünal, PhD", "\"Ace\" Ventura", "Null", "True", "Li",
        "Brown", "Fischer", "Rossi", "Silva", "Kowalski", "Johansson", "Dubois", "Patel", "Kim", "Haddad",
    ];

    private static readonly string[] Headlines =
    [
        "Engineer at Acme",
        "Head of R&D | Müller + Söhne GmbH",
        "=HYPERLINK(\"https://example.com/\",\"Click me\")",
        "+49 170 000000 – call me",
        "-- Looking for my next role --",
        "@acme · ex-@initech",
        "Founder, CEO, and \"Chief Happiness Officer\"",
        "Sales, Marketing; Operations\tand more",
        "Line one\nLine two",
        "👩‍🚀 Building rockets 🚀 | 🇩🇪🇧🇷",
        "シニアソフトウェアエンジニア @ 株式会社アクメ",
        "مهندس برمجيات في أكمي",
        "Ingénieure logiciel – passionnée d'élégance",
        "C:\\Users\\me\\profile.csv <b>bold</b> & 'quoted'",
        "Helping teams ship   faster   every day. Speaker, mentor, father of three, amateur cook and collector of very long headlines that no table was ever made for",
        "",
    ];

    /// <summary>The person at an index, as they are after what has changed; with a moment, their picture's address is the one of then.</summary>
    public UserRelation At(long index, PersonChange? change = null, DateTimeOffset? moment = null)
    {
        var chance = Scramble(Scramble((ulong)seed) ^ (ulong)index);
        var firstName = Pick(FirstNames, chance);
        var lastName = Pick(LastNames, chance >> 12);
        var memberId = MemberIdOf(Scramble(chance), index);
        var urnId = change?.UrnId ?? memberId;
        var identifier = change?.PublicIdentifier ?? Identifier(firstName, lastName, ToBase36(index));
        return new UserRelation
        {
            FirstName = firstName,
            LastName = change?.LastName ?? lastName,
            Headline = change?.Headline ?? Pick(Headlines, chance >> 24),
            PublicIdentifier = identifier,
            PublicProfileUrl = "https://www.linkedin.com/in/" + identifier,
            CreatedAt = change?.CreatedAt ?? DateTimeOffset.FromUnixTimeMilliseconds(NewestMilliseconds - Age(index) - (long)(chance % MillisecondsApartCloser)),
            MemberId = change?.MemberId ?? memberId,
            MemberUrn = "urn:li:fsd_profile:" + urnId,
            ConnectionUrn = $"urn:li:fsd_connection:(ACoAAB0sandbox,{urnId})",
            // The field is optional: one in eight has no picture.
            ProfilePictureUrl = (chance >> 36) % 8 == 0 ? null : $"https://media.licdn.com/dms/image/{memberId}/profile.jpg{Expiry(chance, moment)}",
        };
    }

    /// <summary>One more change. Whatever changes, the member's id, the URN or the identifier stays, so that it can be seen who it is.</summary>
    public PersonChange Change(long index, PersonChange? before, ulong chance)
    {
        var person = At(index, before);
        before ??= new PersonChange();
        // Other digits than those that say what changes.
        var other = Scramble(chance);
        switch (chance % 100)
        {
            case < 70:
                return before with { Headline = Other(Headlines, person.Headline, other) };
            case < 82:
                return before with { LastName = Other(LastNames, person.LastName, other) };
            case < 92:
                return before with { PublicIdentifier = Identifier(person.FirstName!, person.LastName!, other.ToString("x16", CultureInfo.InvariantCulture)) };
            default:
                var memberId = MemberIdOf(other, index);
                return chance % 100 < 96 ? before with { MemberId = memberId } : before with { MemberId = memberId, UrnId = memberId };
        }
    }

    /// <summary>SplitMix64: neighbouring numbers give unrelated ones.</summary>
    public static ulong Scramble(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>The number as a fraction: 0 or more, less than 1.</summary>
    public static double Fraction(ulong chance) => (chance >> 11) * (1.0 / (1UL << 53));

    // A member's id: nobody else's, because it ends with the index.
    private static string MemberIdOf(ulong chance, long index) => "ACoAA" + chance.ToString("x16", CultureInfo.InvariantCulture) + ToBase36(index);

    // A public identifier, which the end makes unique.
    private static string Identifier(string firstName, string lastName, string end) => $"{Slug(firstName, lastName)}-{end}";

    // As LinkedIn's, the address of a picture is good for a week. Each person's expires at another time.
    private static string Expiry(ulong chance, DateTimeOffset? moment)
    {
        var shift = (long)(chance % SecondsOfPicture);
        return moment is { } now
            ? FormattableString.Invariant($"?e={((now.ToUnixTimeSeconds() + shift) / SecondsOfPicture + 1) * SecondsOfPicture - shift}")
            : "";
    }

    private static long Age(long index) =>
        Math.Min(index, CloserFrom) * MillisecondsApart + Math.Max(0, index - CloserFrom) * MillisecondsApartCloser;

    private static string Pick(string[] from, ulong chance) => from[(int)(chance % 4096 % (ulong)from.Length)];

    private static string Other(string[] from, string? than, ulong chance) =>
        from[(Array.IndexOf(from, than) + 1 + (int)(chance % (ulong)(from.Length - 1))) % from.Length];

    private static string Slug(string firstName, string lastName)
    {
        var letters = $"{firstName}-{lastName}".ToLowerInvariant().Where(c => c is '-' or (>= 'a' and <= 'z')).ToArray();
        var slug = new string(letters).Trim('-');
        return slug.Length == 0 ? "member" : slug;
    }

    private static string ToBase36(long index)
    {
        const string digits = "0123456789abcdefghijklmnopqrstuvwxyz";
        // Not one letter: that would be a digit of this base, and a newcomer would have someone else's identifier.
        var sign = index < 0 ? "new-" : "";
        var rest = Math.Abs(index);
        var text = "";
        do
        {
            text = digits[(int)(rest % 36)] + text;
            rest /= 36;
        }
        while (rest > 0);
        return sign + text;
    }
}

/// <summary>What has become of a person of <see cref="SandboxPeople"/>; <see langword="null"/> where they are as they were made.</summary>
internal sealed record PersonChange
{
    public string? LastName { get; init; }

    public string? Headline { get; init; }

    public string? PublicIdentifier { get; init; }

    public string? MemberId { get; init; }

    /// <summary>The member's id in the URNs: not every new id comes with new URNs.</summary>
    public string? UrnId { get; init; }

    /// <summary>When they connected, where that follows from the sandbox's clock.</summary>
    public DateTimeOffset? CreatedAt { get; init; }
}
