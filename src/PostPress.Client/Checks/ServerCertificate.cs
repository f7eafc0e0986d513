using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace PostPress.Client;

/// <summary>What a test says of a server's certificate.</summary>
/// <param name="Issuer">Who issued it: a company proxy that inspects traffic shows itself here.</param>
/// <param name="End">When it ends.</param>
/// <param name="Refusal">Why it is not to be trusted; <see langword="null"/> where it is.</param>
internal sealed record ServerCertificate(string Issuer, DateTimeOffset End, string? Refusal)
{
    /// <summary>Reads it while it is validated: the chain is gone later.</summary>
    public static ServerCertificate? Read(X509Certificate? given, X509Chain? chain, SslPolicyErrors errors, string host, DateTimeOffset now)
    {
        if (given is null)
        {
            return null;
        }

        using var certificate = new X509Certificate2(given);
        var issuer = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true);
        var refusals = new List<string>();
        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
        {
            refusals.Add($"it is for '{certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false)}', not for '{host}'");
        }

        if ((errors & SslPolicyErrors.RemoteCertificateChainErrors) != 0)
        {
            refusals.AddRange((chain?.ChainStatus ?? []).Select(status => Explain(status, certificate, issuer, now)).Distinct(StringComparer.Ordinal));
        }

        return new ServerCertificate(issuer, certificate.NotAfter, refusals.Count > 0 ? string.Join("; ", refusals) : errors == SslPolicyErrors.None ? null : errors.ToString());
    }

    private static string Explain(X509ChainStatus status, X509Certificate2 certificate, string issuer, DateTimeOffset now) => status.Status switch
    {
        X509ChainStatusFlags.NotTimeValid when now > certificate.NotAfter => FormattableString.Invariant($"it ended on {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}"),
        X509ChainStatusFlags.NotTimeValid when now < certificate.NotBefore => FormattableString.Invariant($"it is not valid before {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd}"),
        X509ChainStatusFlags.NotTimeValid => "a certificate that it rests on has ended",
        X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain => $"this machine does not trust its issuer '{issuer}'",
        X509ChainStatusFlags.Revoked => "it was revoked",
        _ => status.StatusInformation.Trim().TrimEnd('.'),
    };
}
