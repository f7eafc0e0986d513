using System.Management.Automation;

namespace PostPress.Commands;

/// <summary>
/// Takes a SecureString, or the password of a PSCredential, and refuses plain text. Without it the engine's own refusal of a
/// string would quote the string, which is the key.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ApiKeyArgumentAttribute : ArgumentTransformationAttribute
{
    /// <summary>Refuses plain text with an error that says how to pass a key.</summary>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            PSCredential credential => credential.Password,
            string => throw new ArgumentTransformationMetadataException(
                "The API key is taken as a SecureString only, because plain text ends up in histories and logs. Use one of: "
                + "-ApiKey (Read-Host -AsSecureString), -ApiKey (Get-Secret PostPress), or the environment variable POSTPRESS_API_KEY without -ApiKey."),
            var other => other,
        };
}
