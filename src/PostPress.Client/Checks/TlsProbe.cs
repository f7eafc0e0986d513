using System.Net.Security;
#if NET
using System.Security.Authentication;
#endif
using System.Security.Cryptography.X509Certificates;

namespace PostPress.Client;

/// <summary>
/// Agrees on TLS with the API as a run does, by the same handler and so through the same proxy, and ends before a request is sent.
/// </summary>
/// <param name="version">The version of TLS.</param>
/// <param name="certificate">The server's certificate.</param>
internal sealed class TlsProbe(string? version = null, ServerCertificate? certificate = null)
{
    // Certificates are renewed weeks before.
    private static readonly TimeSpan NearEnd = TimeSpan.FromDays(14);

    /// <summary>The version of TLS; <see langword="null"/> where none was agreed on.</summary>
    public string? Version { get; private set; } = version;

    /// <summary>The server's certificate; <see langword="null"/> where none was seen.</summary>
    public ServerCertificate? Certificate { get; private set; } = certificate;

    /// <summary>Why TLS was not agreed on: an id of the catalogue of errors, and what the system says of it; <see langword="null"/> where it was.</summary>
    public (string Id, string Reason)? Fault { get; private set; }

    /// <summary>Connects.</summary>
    public static async Task<TlsProbe> RunAsync(Uri address, ConnectionSettings settings, TimeProvider clock, CancellationToken cancellation)
    {
        var probe = new TlsProbe();
        using var timer = new IdleTimeout(clock, TimeSpan.FromSeconds(settings.TimeoutSec), cancellation);
        using var http = new HttpClient(probe.Handler(address, settings, clock)) { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            // Without the key: nothing of it would be sent anyhow.
            using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, timer.Token).ConfigureAwait(false);
            // On .NET Framework the refusal of a proxy looks like an answer.
            probe.Fault = ("proxy_failed", FormattableString.Invariant($"it answered {(int)response.StatusCode}"));
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException or NotSupportedException)
        {
            cancellation.ThrowIfCancellationRequested();
            probe.Fault = probe.Version is null ? probe.Explain(exception, timer.Expired, settings) : null;
        }

        return probe;
    }

    /// <summary>The step of a test.</summary>
    public StepOutcome Describe(DateTimeOffset now)
    {
        if (Fault is { } fault)
        {
            return StepOutcome.Unreachable(fault.Id, fault.Reason);
        }

        var left = Certificate!.End - now;
        var end = FormattableString.Invariant($"{Certificate.End:yyyy-MM-dd}");
        return StepOutcome.Passed(left < NearEnd
            ? FormattableString.Invariant($"{Version}. The certificate ends in {Math.Floor(left.TotalDays):0} days, on {end}, and is not renewed yet; its issuer is '{Certificate.Issuer}'.")
            : $"{Version}. The certificate ends on {end}; its issuer is '{Certificate.Issuer}'.");
    }

    private (string Id, string Reason) Explain(Exception exception, bool timedOut, ConnectionSettings settings) =>
        Certificate is { Refusal: { } refusal } ? ("certificate_rejected", refusal)
        : timedOut ? ("response_timeout", FormattableString.Invariant($"no answer in {settings.TimeoutSec} s"))
        : (NetworkFailure.Classify(exception).Id, NetworkFailure.Reason(exception));

#if NET
    private SocketsHttpHandler Handler(Uri address, ConnectionSettings settings, TimeProvider clock)
    {
        var handler = Transport.Handler(address, settings);
        handler.SslOptions.RemoteCertificateValidationCallback = (stream, received, chain, errors) =>
        {
            // A proxy can have a certificate of its own.
            if (((SslStream)stream).TargetHostName.Trim('[', ']').Equals(address.IdnHost, StringComparison.OrdinalIgnoreCase))
            {
                Certificate = ServerCertificate.Read(received, chain, errors, address.Host, clock.GetUtcNow());
            }

            return errors == SslPolicyErrors.None;
        };
        handler.PlaintextStreamFilter = (context, _) =>
        {
            if (context.InitialRequestMessage.Method == HttpMethod.Connect)
            {
                return new(context.PlaintextStream);
            }

            Version = ((SslStream)context.PlaintextStream).SslProtocol switch
            {
                SslProtocols.Tls13 => "TLS 1.3",
                SslProtocols.Tls12 => "TLS 1.2",
                var other => other.ToString(),
            };
            throw new IOException("TLS is agreed on; that was all.");
        };
        return handler;
    }
#else
    private HttpClientHandler Handler(Uri address, ConnectionSettings settings, TimeProvider clock)
    {
        var handler = Transport.Handler(address, settings);
        handler.ServerCertificateCustomValidationCallback = (_, received, chain, errors) =>
        {
            Certificate = ServerCertificate.Read(received, chain, errors, address.Host, clock.GetUtcNow());
            // The only one that the handler speaks.
            Version = errors == SslPolicyErrors.None ? "TLS 1.2" : null;
            return false;
        };
        return handler;
    }
#endif
}

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
