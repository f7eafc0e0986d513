using System.Globalization;

namespace PostPress.Sandbox;

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

    /// <summary>One more change. Whatever changes, the member's id, the URN or the identifier stays, so that it can be seen who it is.</summary>
    public static PersonChange Next(UserRelation person, PersonChange? before, long index, ulong chance)
    {
        before ??= new PersonChange();
        // Other digits than those that say what changes.
        var other = SandboxChance.Scramble(chance);
        switch (chance % 100)
        {
            case < 70:
                return before with { Headline = Other(SandboxNames.Headlines, person.Headline, other) };
            case < 82:
                return before with { LastName = Other(SandboxNames.LastNames, person.LastName, other) };
            case < 92:
                return before with { PublicIdentifier = SandboxPeople.Identifier(person.FirstName!, person.LastName!, other.ToString("x16", CultureInfo.InvariantCulture)) };
            default:
                var memberId = SandboxPeople.MemberIdOf(other, index);
                return chance % 100 < 96 ? before with { MemberId = memberId } : before with { MemberId = memberId, UrnId = memberId };
        }
    }

    private static string Other(string[] from, string? than, ulong chance) =>
        from[(Array.IndexOf(from, than) + 1 + (int)(chance % (ulong)(from.Length - 1))) % from.Length];
}
