using System.Net;

namespace PostPress.Client.Tests.Support;

/// <summary>What most tests need, made in one line.</summary>
internal static class Make
{
    public const string Key = "pp_live_Zq7hT4vR1mK9c3x9+2f";

    public const string Main = "acc_sandbox_main";

    public static PostPressConnection Connection(string address = "https://api.example/v1", string key = Key, ConnectionSettings? settings = null) =>
        ConnectionRules.Create(new Uri(address, UriKind.RelativeOrAbsolute), new NetworkCredential("", key).SecurePassword, settings ?? Settings);

    public static PostPressConnection Connection(SandboxServer server, ConnectionSettings? settings = null) =>
        Connection(server.BaseUri.AbsoluteUri, server.Describe().ApiKey, settings);

    /// <summary>No pauses that a test would have to sit through.</summary>
    public static ConnectionSettings Settings { get; } = new() { PageDelaySec = 0, RetryIntervalSec = 0, TimeoutSec = 30 };

    public static PostPressApiException Failure(
        FailureKind kind = FailureKind.Api, string id = "too_many_requests", int? status = null, double? retryAfterSec = null) =>
        new(kind, id, "It failed.") { Status = status, RetryAfter = retryAfterSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null };

    public static RelationQuery Query(string account = Main) => new() { AccountId = account };
}
