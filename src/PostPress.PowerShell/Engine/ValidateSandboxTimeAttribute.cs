using System.Management.Automation;

namespace PostPress.Commands;

/// <summary>Refuses a time that no sandbox takes, when the parameter is bound.</summary>
internal sealed class ValidateSandboxTimeAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        try
        {
            // $null is the real time, as without the parameter.
            if (arguments is DateTimeOffset time)
            {
                SandboxClock.Check(time);
            }
        }
        catch (ArgumentException refusal)
        {
            throw new ValidationMetadataException(refusal.Message, refusal);
        }
    }
}
