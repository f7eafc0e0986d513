namespace PostPress.Sandbox;

/// <summary>Numbers that look like chance and follow from their input alone, without a state to keep.</summary>
internal static class SandboxChance
{
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
}
