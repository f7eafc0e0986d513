using System.Security;

namespace PostPress.Client;

/// <summary>What is to be tested: a connection, or what there is of one. What is wrong with it is found by a step, and is no error here.</summary>
public sealed record TestedConnection
{
    private TestedConnection()
    {
    }

    /// <summary>The connection; <see langword="null"/> where there is no key or address that can be used.</summary>
    public PostPressConnection? Connection { get; private init; }

    /// <summary>Time-outs, pace and proxy.</summary>
    public ConnectionSettings Settings { get; private init; } = new();

    /// <summary>The address; <see langword="null"/> where it can't be used.</summary>
    internal Uri? BaseUri { get; private init; }

    /// <summary>Why the address can't be used.</summary>
    internal InvalidConnectionException? AddressRefusal { get; private init; }

    /// <summary>Why there is no key, or one that can't be used.</summary>
    internal InvalidConnectionException? KeyRefusal { get; private init; }

    /// <summary>A connection that was made.</summary>
    public static TestedConnection Of(PostPressConnection connection) =>
        new() { Connection = connection, Settings = connection.Settings, BaseUri = connection.BaseUri };

    /// <summary>What the environment has.</summary>
    /// <param name="address">The address; <see langword="null"/> for the usual one.</param>
    /// <param name="key">The key; <see langword="null"/> where there is none.</param>
    /// <param name="noKey">What to say where there is none.</param>
    public static TestedConnection Of(string? address, SecureString? key, InvalidConnectionException noKey)
    {
        Uri baseUri;
        try
        {
            baseUri = address is null ? ConnectionRules.DefaultBaseUri : ConnectionRules.ReadAddress(address);
            ConnectionRules.Check(baseUri);
        }
        catch (InvalidConnectionException refusal)
        {
            return new() { AddressRefusal = refusal, KeyRefusal = key is null ? noKey : null };
        }

        try
        {
            return key is null ? new() { BaseUri = baseUri, KeyRefusal = noKey } : Of(ConnectionRules.Create(baseUri, key, new ConnectionSettings()));
        }
        catch (InvalidConnectionException refusal)
        {
            return new() { BaseUri = baseUri, KeyRefusal = refusal };
        }
    }

    /// <summary>The same for a test: each call once, with a time-out, and no wait for a <c>Retry-After</c>.</summary>
    public TestedConnection WithTimeout(int seconds)
    {
        var settings = Settings with { TimeoutSec = seconds, MaximumRetryCount = 0, MaximumRetryWaitSec = 0 };
        return this with { Settings = settings, Connection = Connection?.With(settings) };
    }
}
