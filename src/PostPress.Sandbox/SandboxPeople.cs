using System.Globalization;

namespace PostPress.Sandbox;

/// <summary>
/// People made from a seed, each by its index alone, so that a million cost no memory. Index 0 is the newest connection of the
/// sandbox as it starts; those who connect while it runs have the indexes -1, -2, … before it.
/// </summary>
internal sealed class SandboxPeople(int seed)
{
    // Fixed, so that the same seed gives the same bytes on every day.
    private static readonly long NewestMilliseconds = new DateTimeOffset(2026, 6, 30, 12, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    // Half an hour between two connections, and less from where that would lead into years before there was a LinkedIn.
    private const long MillisecondsApart = 1_800_000;
    private const long CloserFrom = 500_000;
    private const long MillisecondsApartCloser = 50_000;

    /// <summary>The person at an index.</summary>
    public UserRelation At(long index)
    {
        var chance = Scramble(Scramble((ulong)seed) ^ (ulong)index);
        var firstName = Pick(SandboxNames.FirstNames, chance);
        var lastName = Pick(SandboxNames.LastNames, chance >> 12);
        var memberId = "ACoAA" + Scramble(chance).ToString("x16", CultureInfo.InvariantCulture) + ToBase36(index);
        var identifier = $"{Slug(firstName, lastName)}-{ToBase36(index)}";
        return new UserRelation
        {
            FirstName = firstName,
            LastName = lastName,
            Headline = Pick(SandboxNames.Headlines, chance >> 24),
            PublicIdentifier = identifier,
            PublicProfileUrl = "https://www.linkedin.com/in/" + identifier,
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(NewestMilliseconds - Age(index) - (long)(chance % MillisecondsApartCloser)),
            MemberId = memberId,
            MemberUrn = "urn:li:fsd_profile:" + memberId,
            ConnectionUrn = $"urn:li:fsd_connection:(ACoAAB0sandbox,{memberId})",
            // The field is optional: one in eight has no picture.
            ProfilePictureUrl = (chance >> 36) % 8 == 0 ? null : $"https://media.licdn.com/dms/image/{memberId}/profile.jpg",
        };
    }

    private static long Age(long index) =>
        Math.Min(index, CloserFrom) * MillisecondsApart + Math.Max(0, index - CloserFrom) * MillisecondsApartCloser;

    private static string Pick(string[] from, ulong chance) => from[(int)(chance % 4096 % (ulong)from.Length)];

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

    // SplitMix64: neighbouring indexes give unrelated numbers, without a state to keep.
    private static ulong Scramble(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
