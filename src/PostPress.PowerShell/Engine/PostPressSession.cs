using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security;
using PostPress.Client;
using PostPress.Sandbox;

namespace PostPress.Commands;

/// <summary>
/// What belongs to one runspace: its connection and the sandboxes that it started. Not a static, so that two runspaces of a process
/// (ForEach-Object -Parallel, jobs, a host with several users) never see each other's key.
/// </summary>
internal sealed class PostPressSession
{
    // More than a user wants to step through with Tab.
    private const int RememberedAccounts = 100;

    private const string KeyVariable = "POSTPRESS_API_KEY";
    private const string AddressVariable = "POSTPRESS_BASE_URI";

    private static readonly ConditionalWeakTable<Runspace, PostPressSession> States = new();

    private readonly List<PostPressSandbox> _sandboxes = [];
    private readonly List<string> _accountIds = [];
    private readonly Dictionary<string, string> _listed = new(StringComparer.Ordinal);

    /// <summary>That of the runspace whose pipeline thread calls.</summary>
    public static PostPressSession Current => States.GetValue(Runspace.DefaultRunspace, Create);

    public PostPressConnection? Connection { get; private set; }

    /// <summary>The sandbox that was started together with the connection, and ends with it.</summary>
    private PostPressSandbox? ConnectedSandbox { get; set; }

    /// <summary>The accounts that were listed or read, the latest first, for completion at the prompt.</summary>
    public IReadOnlyList<string> AccountIds => _accountIds;

    public IReadOnlyList<PostPressSandbox> Sandboxes
    {
        get
        {
            // A runspace can be closed by another thread than its own.
            lock (_sandboxes)
            {
                return _sandboxes.ToArray();
            }
        }
    }

    /// <summary>Makes a connection of what was given; the environment fills in what was not.</summary>
    public static PostPressConnection CreateConnection(PSCmdlet command, SecureString? key, Uri? address, ConnectionSettings settings)
    {
        key ??= KeyFromEnvironment();
        if (key is null)
        {
            command.ThrowTerminatingError(ErrorRecords.NoApiKey());
        }

        address ??= AddressFromEnvironment() is { } text ? ConnectionRules.ReadAddress(text) : ConnectionRules.DefaultBaseUri;
        return ConnectionRules.Create(address, key!, settings);
    }

    /// <summary>The connection to use: the one given, the runspace's, or one from the environment; else a terminating error.</summary>
    public PostPressConnection FindConnection(PSCmdlet command, PostPressConnection? given)
    {
        if ((given ?? Connection) is { } connection)
        {
            return connection;
        }

        if (Environment.GetEnvironmentVariable(KeyVariable) is null)
        {
            command.ThrowTerminatingError(ErrorRecords.NotConnected());
        }

        return CreateConnection(command, key: null, address: null, new ConnectionSettings());
    }

    /// <summary>What there is of the connection that <see cref="FindConnection"/> would give, to be tested: what is wrong with it is no error here.</summary>
    public TestedConnection DescribeConnection(PostPressConnection? given) => (given ?? Connection) is { } connection
        ? TestedConnection.Of(connection)
        : TestedConnection.Of(AddressFromEnvironment(), KeyFromEnvironment(), new InvalidConnectionException("NotConnected", ErrorRecords.NoConnection, ErrorRecords.ConnectFirst));

    public void Connect(PostPressConnection connection, PostPressSandbox? sandbox = null)
    {
        Disconnect();
        Connection = connection;
        ConnectedSandbox = sandbox;
    }

    /// <summary>An account was read.</summary>
    public void Remember(string accountId)
    {
        _accountIds.Remove(accountId);
        _accountIds.Insert(0, accountId);
        if (_accountIds.Count > RememberedAccounts)
        {
            _listed.Remove(_accountIds[RememberedAccounts]);
            _accountIds.RemoveAt(RememberedAccounts);
        }
    }

    /// <summary>Accounts were listed; they are offered in the order of the list.</summary>
    public void Remember(IReadOnlyList<PostPressAccount> accounts)
    {
        // A server wrote the ids: what a terminal would obey is not put at the prompt.
        foreach (var account in accounts.Where(account => DisplayText.Clean(account.Id) == account.Id).Reverse())
        {
            _listed[account.Id!] = DisplayText.Clean($"{account.Name} ({account.Type}, {account.Status})");
            Remember(account.Id!);
        }
    }

    /// <summary>What is known of an account that was listed or read.</summary>
    public string About(string accountId) => _listed.TryGetValue(accountId, out var about) ? about : "Read in this session.";

    public void Disconnect()
    {
        Connection = null;
        if (ConnectedSandbox is { } sandbox)
        {
            ConnectedSandbox = null;
            Stop(sandbox);
        }
    }

    /// <summary>Starts a sandbox that ends with the runspace.</summary>
    public PostPressSandbox StartSandbox(PSCmdlet command, long relationCount, int port, int seed, SandboxFault[]? faults, DateTimeOffset? now)
    {
        var options = new SandboxOptions
        {
            RelationCount = relationCount,
            Port = port,
            Seed = seed,
            Faults = [.. (faults ?? []).Where(fault => fault is not null)],
            Now = now,
        };
        try
        {
            var sandbox = SandboxServer.Start(options).Describe();
            lock (_sandboxes)
            {
                _sandboxes.Add(sandbox);
            }

            return sandbox;
        }
        catch (Exception exception) when (exception is HttpListenerException or SocketException)
        {
            command.ThrowTerminatingError(ErrorRecords.PortNotAvailable(port, exception));
            throw;
        }
    }

    /// <summary>Stops a sandbox and forgets the connection to it.</summary>
    public void Stop(PostPressSandbox sandbox)
    {
        sandbox.Stop();
        lock (_sandboxes)
        {
            _sandboxes.Remove(sandbox);
        }

        if (Connection is { IsSandbox: true } connection && connection.BaseUri == sandbox.BaseUri)
        {
            Connection = null;
            ConnectedSandbox = null;
        }
    }

    private static SecureString? KeyFromEnvironment() =>
        Environment.GetEnvironmentVariable(KeyVariable) is { } key ? new NetworkCredential("", key).SecurePassword : null;

    private static string? AddressFromEnvironment() => Environment.GetEnvironmentVariable(AddressVariable) is { Length: > 0 } text ? text : null;

    private static PostPressSession Create(Runspace runspace)
    {
        var state = new PostPressSession();
        runspace.StateChanged += (_, change) =>
        {
            if (change.RunspaceStateInfo.State is RunspaceState.Closing or RunspaceState.Closed or RunspaceState.Broken)
            {
                state.StopAll();
            }
        };
        return state;
    }

    private void StopAll()
    {
        foreach (var sandbox in Sandboxes)
        {
            sandbox.Stop();
        }
    }
}
