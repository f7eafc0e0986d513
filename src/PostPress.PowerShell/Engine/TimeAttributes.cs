using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace PostPress.Commands;

/// <summary>
/// Takes a time: a text in ISO form or, where it has another, in the culture of the session, one without an offset as local; a time span, for that
/// long ago; and a time that a job or Export-Clixml carried. The conversions of the engine are not used: they refuse an ISO text in constrained
/// language mode, the first and the last DateTime, which scripts take for "ever", east or west of Greenwich, and make a day in June of 6.29.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimeArgumentAttribute : ArgumentTransformationAttribute
{
    // No offset is larger than 14 hours.
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // Year first. In every culture and calendar it is the same day.
    private static readonly Regex Iso = new(@"^\s*[0-9]{4}-[0-9]", RegexOptions.CultureInvariant);

    // .NET completes 10:30 with the day, and 29.6. with the year, in which a script happens to run.
    private static readonly Regex WithYear = new("[0-9]{4}|[0-9]+[^0-9:]+[0-9]+[^0-9:]+[0-9]", RegexOptions.CultureInvariant);

    // An exception from here would become an error of the engine. So a refusal travels as one of the first ticks of year 1, for the cmdlet to ask.
    private static readonly string?[] Refusals = new string?[256];
    private static int _refused;

    /// <summary>The time of a parameter with this attribute; <see langword="null"/> where it was not given. What is no time ends the command.</summary>
    public static DateTimeOffset? Accepted(PSCmdlet command, string parameter, DateTimeOffset time)
    {
        if (!command.MyInvocation.BoundParameters.ContainsKey(parameter))
        {
            return null;
        }

        if (IsRefused(time))
        {
            command.ThrowTerminatingError(ErrorRecords.NotATime(parameter, Refusals[time.Ticks - 1]!));
        }

        return time;
    }

    /// <summary>Whether what was given is no time.</summary>
    public static bool IsRefused(DateTimeOffset time) => time.Ticks > 0 && time.Ticks <= Refusals.Length && Refusals[time.Ticks - 1] is not null;

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            DateTime time when time - DateTime.MinValue < Day => DateTimeOffset.MinValue,
            DateTime time when DateTime.MaxValue - time < Day => DateTimeOffset.MaxValue,
            DateTime time => new DateTimeOffset(time),
            DateTimeOffset time => time,
            TimeSpan age when age < TimeSpan.Zero => Refuse($"{age} is a negative time span"),
            TimeSpan age => DateTimeOffset.Now is var now && age < now - DateTimeOffset.MinValue - Day ? now - age : DateTimeOffset.MinValue,
            null => Refuse("it has no value"),
            string text when string.IsNullOrWhiteSpace(text) => Refuse("it has no value"),
            string text => Parse(text) ?? Refuse($"'{Short(text)}' is not a time in ISO form or in the culture {CultureInfo.CurrentCulture}"),
            IConvertible number => Refuse($"{number.ToString(CultureInfo.InvariantCulture)} is not a time"),
            var other => DeserializedConverter.Time(inputData) ?? Refuse($"a {other.GetType()} is not a time"),
        };

    private static DateTimeOffset? Parse(string text)
    {
        var isIso = Iso.IsMatch(text);
        var culture = isIso ? CultureInfo.InvariantCulture : CultureInfo.CurrentCulture;
        return (isIso || WithYear.IsMatch(text)) && DateTimeOffset.TryParse(text, culture, DateTimeStyles.None, out var time) ? time : null;
    }

    private static string Short(string text) => DisplayText.Clean(text.Length > 40 ? text.Substring(0, 40) + "..." : text);

    private static DateTimeOffset Refuse(string reason)
    {
        var slot = Interlocked.Increment(ref _refused) & (Refusals.Length - 1);
        Refusals[slot] = reason;
        return DateTimeOffset.MinValue.AddTicks(slot + 1);
    }
}

/// <summary>
/// Refuses a time that no sandbox takes, and a time span that nobody means: PowerShell takes a number alone for ticks, so
/// <c>-MaximumAge 24</c> would never resume anything.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateTimeAttribute : ValidateArgumentsAttribute
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        switch (arguments)
        {
            case TimeSpan age when age != TimeSpan.Zero && age < Least:
                throw new ValidationMetadataException("Give 0, or a time span of at least a second, such as 12:00:00 for hours or 2.00:00:00 for days. A number alone counts ticks.");
            case DateTimeOffset time when !TimeArgumentAttribute.IsRefused(time):
                Check(time);
                break;
        }
    }

    private static void Check(DateTimeOffset time)
    {
        try
        {
            SandboxClock.Check(time);
        }
        catch (ArgumentException refusal)
        {
            throw new ValidationMetadataException(refusal.Message, refusal);
        }
    }
}
