using System.Globalization;

namespace PostPress.Client;

/// <summary>
/// Reads <c>Retry-After</c> (RFC 9110 section 10.2.3) from the raw header, in both its forms. .NET's typed header is null for
/// fractions, negatives and numbers that overflow, and a client that then takes it for absent calls too early.
/// </summary>
internal static class RetryAfter
{
    // Longer than anything that is waited for, short enough to be added to a date.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    /// <summary>How long to wait; <see langword="null"/> where the header is absent or says nothing that can be understood.</summary>
    public static TimeSpan? Read(HttpResponseMessage response, DateTimeOffset now)
    {
        if (!response.Headers.TryGetValues("Retry-After", out var values))
        {
            return null;
        }

        // The server's own clock where it shows it: the date form means nothing against a clock that is off.
        var reference = response.Headers.Date ?? now;
        // A proxy that adds its own makes a list of them, and the longest wait satisfies all. The comma inside a date does no harm:
        // the day of the week alone means nothing, and what stands behind it is the date.
        var waits = values.SelectMany(value => value.Split(',')).Select(part => Parse(part.Trim(), reference));
        return waits.Max();
    }

    private static TimeSpan? Parse(string part, DateTimeOffset reference)
    {
        if (double.TryParse(part, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
        {
            // Not a number ("NaN" parses) is neither below nor above.
            return !(seconds >= 0) ? null : seconds >= Longest.TotalSeconds ? Longest : TimeSpan.FromSeconds(seconds);
        }

        if (!DateTimeOffset.TryParse(part, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            return null;
        }

        var wait = date - reference;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;
    }
}
