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

    /// <summary>The person at an index, as they are after what has changed; with a moment, their picture's address is the one of then.</summary>
    public UserRelation At(long index, PersonChange? change = null, DateTimeOffset? moment = null)
    {
        var chance = SandboxChance.Scramble(SandboxChance.Scramble((ulong)seed) ^ (ulong)index);
        var firstName = Pick(SandboxNames.FirstNames, chance);
        var lastName = Pick(SandboxNames.LastNames, chance >> 12);
        var memberId = MemberIdOf(SandboxChance.Scramble(chance), index);
        var urnId = change?.UrnId ?? memberId;
        var identifier = change?.PublicIdentifier ?? Identifier(firstName, lastName, ToBase36(index));
        return new UserRelation
        {
            FirstName = firstName,
            LastName = change?.LastName ?? lastName,
            Headline = change?.Headline ?? Pick(SandboxNames.Headlines, chance >> 24),
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

    /// <summary>A member's id: nobody else's, because it ends with the index.</summary>
    public static string MemberIdOf(ulong chance, long index) => "ACoAA" + chance.ToString("x16", CultureInfo.InvariantCulture) + ToBase36(index);

    /// <summary>A public identifier, which the end makes unique.</summary>
    public static string Identifier(string firstName, string lastName, string end) => $"{Slug(firstName, lastName)}-{end}";

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
