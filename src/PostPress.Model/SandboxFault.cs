using System.Globalization;

namespace PostPress;

/// <summary>What the sandbox does wrong on purpose.</summary>
public enum SandboxFaultKind
{
    /// <summary>Answers with an error: <see cref="SandboxFault.Status"/>, <see cref="SandboxFault.Type"/>, <see cref="SandboxFault.RetryAfter"/>.</summary>
    Error,

    /// <summary>Answers rightly, <see cref="SandboxFault.Seconds"/> late.</summary>
    Latency,

    /// <summary>Closes the connection before anything of the body has come.</summary>
    Drop,

    /// <summary>Closes the connection after <see cref="SandboxFault.AtByte"/> bytes of the body.</summary>
    Cut,

    /// <summary>Answers 200 with a body that is not the API's.</summary>
    Garbage,

    /// <summary>Sends <see cref="SandboxFault.AtByte"/> bytes of the body, then nothing more for <see cref="SandboxFault.Seconds"/>.</summary>
    Stall,

    /// <summary>Gives the cursor again that it was asked with.</summary>
    RepeatCursor,

    /// <summary>Someone new connects before the page is read: the list grows at its beginning and everything shifts by one.</summary>
    Shift,

    /// <summary><see cref="SandboxFault.Count"/> people leave before the page is read, so that everybody behind them moves up.</summary>
    Remove,

    /// <summary><see cref="SandboxFault.Count"/> people come or go before the page is read: each connects, or leaves from any place, by chance.</summary>
    Churn,

    /// <summary>Answers rightly, with a <c>Date</c> header that is <see cref="SandboxFault.Seconds"/> ahead.</summary>
    Date,

    /// <summary>
    /// No fault of a call: people connect, leave and change as the sandbox's clock goes on, <see cref="SandboxFault.AddPerDay"/>,
    /// <see cref="SandboxFault.RemovePerDay"/> and <see cref="SandboxFault.ChangePerDay"/>.
    /// </summary>
    Live,
}

/// <summary>
/// A fault that the sandbox plays, so that a script can be rehearsed against it. In PowerShell a hashtable
/// (<c>@{ Kind = 'Error'; Status = 429; RetryAfter = 30; Page = 2 }</c>) or a text (<c>'Error,Status=429,RetryAfter=30,Page=2'</c>).
/// A value out of its range is an <see cref="ArgumentException"/> when it is set: played, it would leave a client without an answer.
/// So is a property of single calls, such as <see cref="Page"/>, for a <see cref="SandboxFaultKind.Live"/>.
/// </summary>
public sealed record SandboxFault
{
    private const string DateForm = "date+";
    private const double LongestSeconds = 86_400;
    private const int MostPeople = 10_000;
    private const int MostPerDay = 1000;

    /// <summary>What goes wrong.</summary>
    public SandboxFaultKind Kind { get; init => Set(out field, value); }

    /// <summary>The page that it strikes, counted from 1 in each reading of an account; without it, any page.</summary>
    public int? Page { get; init => Set(out field, Within(1, int.MaxValue, value, nameof(Page))); }

    /// <summary>How likely it strikes a call, 0 to 1; default 1. Which calls follows from the sandbox's seed.</summary>
    public double Probability { get; init => Set(out field, Within(0, 1, value, nameof(Probability))!.Value); } = 1;

    /// <summary>How often it strikes at the most, 0 or more. Default: once where <see cref="Page"/> is given, without limit where not.</summary>
    public int? Times { get; init => Set(out field, Within(0, int.MaxValue, value, nameof(Times))); }

    /// <summary>The HTTP status of an <see cref="SandboxFaultKind.Error"/>, 400 to 599; default: that of its type, else 500.</summary>
    public int? Status { get; init => Set(out field, Within(400, 599, value, nameof(Status))); }

    /// <summary>The type of an <see cref="SandboxFaultKind.Error"/>, with or without <c>errors/</c>; default: the usual one of its status.</summary>
    public string? Type { get; init => Set(out field, value); }

    /// <summary>
    /// The <c>Retry-After</c> header of an <see cref="SandboxFaultKind.Error"/>: sent as it stands (<c>30</c>), or, written
    /// <c>date+30</c>, as the HTTP date that many seconds from now (-86400 to 86400).
    /// </summary>
    public string? RetryAfter { get; init => Set(out field, Header(value)); }

    /// <summary>
    /// Seconds of a <see cref="SandboxFaultKind.Latency"/> (default 1), a <see cref="SandboxFaultKind.Stall"/> (default 600) or a
    /// <see cref="SandboxFaultKind.Date"/> (default 3600), 0 to 86400.
    /// </summary>
    public double? Seconds { get; init => Set(out field, Within(0, LongestSeconds, value, nameof(Seconds))); }

    /// <summary>After how many bytes of the body a <see cref="SandboxFaultKind.Cut"/> or a <see cref="SandboxFaultKind.Stall"/> strikes, 0 or more; default: half of it.</summary>
    public int? AtByte { get; init => Set(out field, Within(0, int.MaxValue, value, nameof(AtByte))); }

    /// <summary>How many people a <see cref="SandboxFaultKind.Remove"/> or a <see cref="SandboxFaultKind.Churn"/> moves, 1 to 10000; default 1. Fewer where the list has no more.</summary>
    public int Count { get; init => Set(out field, Within(1, MostPeople, value, nameof(Count))!.Value); } = 1;

    /// <summary>
    /// The place in the list, counted from 0, from which on a <see cref="SandboxFaultKind.Remove"/> takes people; default: by chance among
    /// those before the page, or, before the first page, among all.
    /// </summary>
    public int? At { get; init => Set(out field, Within(0, int.MaxValue, value, nameof(At))); }

    /// <summary>How many people connect a day in a <see cref="SandboxFaultKind.Live"/>, on average: 0 to 1000, fractions allowed; default 3.</summary>
    public double AddPerDay { get; init => field = Within(0, MostPerDay, value, nameof(AddPerDay))!.Value; } = 3;

    /// <summary>How many people leave a day in a <see cref="SandboxFaultKind.Live"/>, on average: 0 to 1000, fractions allowed; default 1.</summary>
    public double RemovePerDay { get; init => field = Within(0, MostPerDay, value, nameof(RemovePerDay))!.Value; } = 1;

    /// <summary>How many people change a day in a <see cref="SandboxFaultKind.Live"/>, on average: 0 to 1000, fractions allowed; default 2.</summary>
    public double ChangePerDay { get; init => field = Within(0, MostPerDay, value, nameof(ChangePerDay))!.Value; } = 2;

    /// <summary>The seconds of a <see cref="RetryAfter"/> that is to be sent as a date; <see langword="null"/> where it is sent as it stands.</summary>
    internal double? RetryAfterDate => RetryAfter is { } header && IsDate(header) ? Number(header[DateForm.Length..]) : null;

    /// <summary>Reads <c>Kind[,Name=Value…]</c>; PowerShell calls this to turn a text into a fault.</summary>
    /// <exception cref="FormatException">The text is not a fault; the message says why.</exception>
    /// <exception cref="ArgumentException">A value is out of its range; the message says which.</exception>
    public static SandboxFault Parse(string text)
    {
        var parts = text.Split(',').Select(part => part.Trim()).ToArray();
        if (!Enum.TryParse<SandboxFaultKind>(parts[0], ignoreCase: true, out var kind) || !Enum.IsDefined(typeof(SandboxFaultKind), kind))
        {
            throw new FormatException($"'{parts[0]}' is not a kind of fault. Use one of: {string.Join(", ", Enum.GetNames(typeof(SandboxFaultKind)))}.");
        }

        var fault = new SandboxFault { Kind = kind };
        foreach (var part in parts.Skip(1))
        {
            var equals = part.IndexOf('=');
            fault = equals > 0
                ? fault.With(part[..equals].Trim(), part[(equals + 1)..].Trim())
                : throw new FormatException($"'{part}' is not Name=Value, as in 'Error,Status=429,RetryAfter=30,Page=2'.");
        }

        return fault;
    }

    private SandboxFault With(string name, string value) => name.ToUpperInvariant() switch
    {
        "PAGE" => this with { Page = Whole(value) },
        "PROBABILITY" => this with { Probability = Number(value) },
        "TIMES" => this with { Times = Whole(value) },
        "STATUS" => this with { Status = Whole(value) },
        "TYPE" => this with { Type = value },
        "RETRYAFTER" => this with { RetryAfter = value },
        "SECONDS" => this with { Seconds = Number(value) },
        "ATBYTE" => this with { AtByte = Whole(value) },
        "COUNT" => this with { Count = Whole(value) },
        "AT" => this with { At = Whole(value) },
        "ADDPERDAY" => this with { AddPerDay = Number(value) },
        "REMOVEPERDAY" => this with { RemovePerDay = Number(value) },
        "CHANGEPERDAY" => this with { ChangePerDay = Number(value) },
        _ => throw new FormatException(
            $"A fault has no '{name}'. It has Page, Probability, Times, Status, Type, RetryAfter, Seconds, AtByte, Count, At, AddPerDay, RemovePerDay and ChangePerDay."),
    };

    /// <summary>Sets a property. PowerShell sets those of a hashtable in any order, so each looks whether it fits the others.</summary>
    private void Set<T>(out T field, T value)
    {
        field = value;
        if (Kind == SandboxFaultKind.Live && OfOneCall() is { } name)
        {
            throw new ArgumentException($"Live takes no {name}: it is not a fault of single calls. It takes AddPerDay, RemovePerDay and ChangePerDay.");
        }
    }

    /// <summary>A property that is set and says which calls are struck, or how; <see langword="null"/> where there is none.</summary>
    private string? OfOneCall() =>
        Page is not null ? nameof(Page)
        : Probability < 1 ? nameof(Probability)
        : Times is not null ? nameof(Times)
        : Status is not null ? nameof(Status)
        : Type is not null ? nameof(Type)
        : RetryAfter is not null ? nameof(RetryAfter)
        : Seconds is not null ? nameof(Seconds)
        : AtByte is not null ? nameof(AtByte)
        : Count > 1 ? nameof(Count)
        : At is not null ? nameof(At)
        : null;

    private static int Whole(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : throw new FormatException($"'{value}' is not a whole number.");

    private static double Number(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException($"'{value}' is not a number.");

    private static int? Within(int least, int most, int? value, string name) => (int?)Within(least, most, (double?)value, name);

    private static double? Within(double least, double most, double? value, string name) =>
        // Not a number is neither below nor above.
        value is null || (value >= least && value <= most)
            ? value
            : throw new ArgumentException(FormattableString.Invariant($"{name} is {value}, and must be from {least} to {most}."));

    private static string? Header(string? value)
    {
        if (value?.Any(c => c is < ' ' or > '~') == true)
        {
            throw new ArgumentException("RetryAfter has a character that no header takes.");
        }

        if (value is not null && IsDate(value)
            && !(double.TryParse(value[DateForm.Length..], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(seconds) <= LongestSeconds))
        {
            throw new ArgumentException($"RetryAfter is '{value}', and what follows 'date+' must be a number of seconds, 86400 at the most.");
        }

        return value;
    }

    private static bool IsDate(string retryAfter) => retryAfter.StartsWith(DateForm, StringComparison.OrdinalIgnoreCase);
}
