using System.Management.Automation;
using System.Net;
using System.Security;
using PostPress.Client;

namespace PostPress.Commands;

/// <summary>
/// <c>Connect-PostPress</c>: keeps how to reach the API for this runspace. Nothing is sent yet: a call costs against the rate limit.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "PostPress", DefaultParameterSetName = ApiSet, HelpUri = "https://postpress.ai/docs/powershell/Connect-PostPress")]
[OutputType(typeof(PostPressConnection))]
public sealed class ConnectPostPressCommand : SettingsCommand
{
    private const string ApiSet = "Api";
    private const string SandboxSet = "Sandbox";

    /// <summary>The API key, as a SecureString. Default: the environment variable POSTPRESS_API_KEY.</summary>
    [Parameter(ParameterSetName = ApiSet, Position = 0)]
    [ApiKeyArgument]
    [ValidateNotNull]
    public SecureString? ApiKey { get; set; }

    /// <summary>The address of the API. Default: the environment variable POSTPRESS_BASE_URI, else https://api.postpress.ai/v1.</summary>
    [Parameter(ParameterSetName = ApiSet, Position = 1)]
    [ValidateNotNull]
    public Uri? BaseUri { get; set; }

    /// <summary>The proxy's address. Default: the system's own proxy.</summary>
    [Parameter(ParameterSetName = ApiSet)]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    /// <summary>The credentials for the proxy.</summary>
    [Parameter(ParameterSetName = ApiSet)]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Signs in to the proxy as the user who runs this.</summary>
    [Parameter(ParameterSetName = ApiSet)]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Starts the API on the local host, with made-up people, and connects to it. No key and no account are needed.</summary>
    [Parameter(ParameterSetName = SandboxSet, Mandatory = true)]
    public SwitchParameter Sandbox { get; set; }

    /// <summary>How many relations the sandbox's main account has. 0 to 10,000,000; default 1000.</summary>
    [Parameter(ParameterSetName = SandboxSet)]
    [ValidateRange(0, 10_000_000)]
    public int RelationCount { get; set; } = 1000;

    /// <summary>What the sandbox's people and the chance of its faults are made from. Default 1.</summary>
    [Parameter(ParameterSetName = SandboxSet)]
    public int Seed { get; set; } = 1;

    /// <summary>What the sandbox does wrong on purpose, e.g. 'Error,Status=429,RetryAfter=30,Page=2'.</summary>
    [Parameter(ParameterSetName = SandboxSet)]
    [ArgumentCompleter(typeof(ValueCompleter))]
    [ListArgument]
    public SandboxFault[]? Fault { get; set; }

    /// <summary>Where the sandbox's clock stands until the property Now of the sandbox is set, e.g. '2026-07-01T02:00:00Z'. Default: the real time.</summary>
    [Parameter(ParameterSetName = SandboxSet)]
    [TimeArgument]
    [ValidateTime]
    public DateTimeOffset Now { get; set; }

    /// <summary>Keeps the ledger of calls for the sandbox or another address of the local host, too; others have it always.</summary>
    [Parameter]
    public SwitchParameter UseLedger { get; set; }

    /// <summary>Writes the connection, e.g. to pass it to -Connection in another runspace.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Connects.</summary>
    private protected override void End()
    {
        var connection = ParameterSetName == SandboxSet ? ConnectSandbox() : ConnectApi();
        if (PassThru)
        {
            WriteObject(connection);
        }
    }

    private PostPressConnection ConnectApi()
    {
        if (ApiKeyArgumentAttribute.IsPlainText(ApiKey))
        {
            ApiKeyArgumentAttribute.HideFromLine(MyInvocation, nameof(ApiKey));
            ThrowTerminatingError(ErrorRecords.PlainTextApiKey());
        }

        var settings = Override(new ConnectionSettings { UseLedger = UseLedger }) with { Proxy = Proxy, ProxyCredentials = ProxyCredentials() };
        var connection = PostPressSession.CreateConnection(this, ApiKey, BaseUri, settings);
        if (ConnectionRules.FindOddity(connection.BaseUri) is { } oddity)
        {
            WriteWarning(DisplayText.Clean($"{oddity} Give the API's address, as in -BaseUri https://api.postpress.ai/v1."));
        }

        PostPressSession.Current.Connect(connection);
        return connection;
    }

    private PostPressConnection ConnectSandbox()
    {
        var sandbox = PostPressSession.Current.StartSandbox(this, RelationCount, port: 0, Seed, Fault, TimeArgumentAttribute.Accepted(this, nameof(Now), Now));
        var settings = Override(new ConnectionSettings { PageDelaySec = 0, UseLedger = UseLedger });
        var connection = new PostPressConnection(sandbox.BaseUri, new NetworkCredential("", sandbox.ApiKey).SecurePassword, settings)
        {
            Sandbox = sandbox,
            AccountId = sandbox.AccountId,
        };
        PostPressSession.Current.Connect(connection, sandbox);
        return connection;
    }

    private ICredentials? ProxyCredentials() =>
        ProxyCredential?.GetNetworkCredential() ?? (ProxyUseDefaultCredentials ? CredentialCache.DefaultNetworkCredentials : null);
}
