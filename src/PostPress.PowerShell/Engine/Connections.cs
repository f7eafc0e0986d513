using System.Management.Automation;
using System.Net;
using System.Security;
using PostPress.Client;

namespace PostPress.Commands;

/// <summary>Finds out how to reach the API: from parameters, from the runspace, from the environment.</summary>
internal static class Connections
{
    /// <summary>The environment variable with the key.</summary>
    public const string KeyVariable = "POSTPRESS_API_KEY";

    /// <summary>The environment variable with the address.</summary>
    public const string AddressVariable = "POSTPRESS_BASE_URI";

    /// <summary>Makes a connection of what was given; the environment fills in what was not.</summary>
    public static PostPressConnection Create(PSCmdlet command, SecureString? key, Uri? address, ConnectionSettings settings)
    {
        key ??= KeyFromEnvironment();
        if (key is null)
        {
            command.ThrowTerminatingError(ErrorRecords.NoApiKey());
        }

        return ConnectionRules.Create(address ?? AddressFromEnvironment() ?? ConnectionRules.DefaultBaseUri, key!, settings);
    }

    /// <summary>The connection to use: the one given, the runspace's, or one from the environment; else a terminating error.</summary>
    public static PostPressConnection Find(PSCmdlet command, PostPressConnection? given)
    {
        if ((given ?? PostPressSession.Current.Connection) is { } connection)
        {
            return connection;
        }

        if (Environment.GetEnvironmentVariable(KeyVariable) is null)
        {
            command.ThrowTerminatingError(ErrorRecords.NotConnected());
        }

        return Create(command, key: null, address: null, new ConnectionSettings());
    }

    /// <summary>What there is of the connection that <see cref="Find"/> would give, to be tested: what is wrong with it is no error here.</summary>
    public static TestedConnection Describe(PostPressConnection? given) =>
        (given ?? PostPressSession.Current.Connection) is { } connection
            ? TestedConnection.Of(connection)
            : TestedConnection.Of(AddressText(), KeyFromEnvironment(), new InvalidConnectionException("NotConnected", ErrorRecords.NoConnection, ErrorRecords.ConnectFirst));

    private static SecureString? KeyFromEnvironment() =>
        Environment.GetEnvironmentVariable(KeyVariable) is { } key ? new NetworkCredential("", key).SecurePassword : null;

    private static Uri? AddressFromEnvironment() =>
        AddressText() is { } text ? ConnectionRules.ReadAddress(text) : null;

    private static string? AddressText() => Environment.GetEnvironmentVariable(AddressVariable) is { Length: > 0 } text ? text : null;
}
