using System.Globalization;
using System.Management.Automation;

namespace PostPress.Commands;

/// <summary>
/// Takes a time as a cast to DateTimeOffset does: a text in the invariant culture, one without an offset as local. To a parameter the engine
/// binds a text by the culture of the session, and a script would mean another day elsewhere. What a cast gets wrong is put right: the first
/// and the last DateTime, which scripts take for "ever", are refused east or west of Greenwich; the number 6.29 is a day in June; and a time
/// that a job or Export-Clixml carried is none.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimeArgumentAttribute : ArgumentTransformationAttribute
{
    // No offset is larger than 14 hours.
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            DateTime time when time - DateTime.MinValue < Day => DateTimeOffset.MinValue,
            DateTime time when DateTime.MaxValue - time < Day => DateTimeOffset.MaxValue,
            DateTime or DateTimeOffset => inputData,
            string text => LanguagePrimitives.ConvertTo(text, typeof(DateTimeOffset), CultureInfo.InvariantCulture),
            IConvertible number => throw new ArgumentTransformationMetadataException(
                $"{number.ToString(CultureInfo.InvariantCulture)} is no time. Give one such as '2026-06-29', '2026-06-29T08:00:00+02:00' or (Get-Date).AddDays(-7)."),
            _ => DeserializedConverter.Time(inputData) ?? inputData,
        };
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
            case DateTimeOffset time:
                Check(time);
                break;
        }
    }

    // $null is the real time, as without the parameter.
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
