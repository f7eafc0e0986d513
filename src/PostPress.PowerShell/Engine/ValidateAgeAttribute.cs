using System.Management.Automation;

namespace PostPress.Commands;

/// <summary>Refuses an age that nobody means: PowerShell takes a number alone for ticks, so <c>-MaximumAge 24</c> would resume nothing ever.</summary>
internal sealed class ValidateAgeAttribute : ValidateArgumentsAttribute
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        var age = (TimeSpan)arguments;
        if (age != TimeSpan.Zero && age < Least)
        {
            throw new ValidationMetadataException("Give 0, or a time span of at least a second, such as 12:00:00 for hours or 2.00:00:00 for days. A number alone counts ticks.");
        }
    }
}
