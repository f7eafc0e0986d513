using System.Net;

namespace PostPress.Client.Tests;

/// <summary>Connections for tests.</summary>
internal static class Connections
{
    public const string SandboxKey = "pp_test_sandbox_3k7d9x2f";

    public static PostPressConnection To(string baseUri, string key = SandboxKey, ConnectionSettings? settings = null) =>
        ConnectionRules.Create(new Uri(baseUri, UriKind.RelativeOrAbsolute), new NetworkCredential("", key).SecurePassword, settings ?? new ConnectionSettings());
}
