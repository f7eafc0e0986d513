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
