using System.Net.Security;
#if NET
using System.Security.Authentication;
#endif

namespace PostPress.Client;

/// <summary>
/// Agrees on TLS with the API as a run does, by the same handler and so through the same proxy, and ends before a request is sent.
/// </summary>
/// <param name="Version">The version of TLS; <see langword="null"/> where none was agreed on.</param>
/// <param name="Certificate">The server's certificate; <see langword="null"/> where none was seen.</param>
/// <param name="Fault">Why TLS was not agreed on; <see langword="null"/> where it was.</param>
internal sealed record TlsProbe(string? Version, ServerCertificate? Certificate, NetworkFault? Fault)
{
    // Certificates are renewed weeks before.
    private static readonly TimeSpan NearEnd = TimeSpan.FromDays(14);

    /// <summary>Connects.</summary>
    public static async Task<TlsProbe> RunAsync(Uri address, ConnectionSettings settings, TimeProvider clock, CancellationToken cancellation)
    {
        var seen = new Seen(address.Host, clock);
        using var timer = new IdleTimeout(clock, TimeSpan.FromSeconds(settings.TimeoutSec), cancellation);
        using var http = new HttpClient(Handler(address, settings, seen)) { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            // Without the key: nothing of it would be sent anyhow.
            using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, timer.Token).ConfigureAwait(false);
            // On .NET Framework the refusal of a proxy looks like an answer.
            return new TlsProbe(null, seen.Certificate, new NetworkFault("proxy_failed", FormattableString.Invariant($"it answered {(int)response.StatusCode}")));
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
        {
            cancellation.ThrowIfCancellationRequested();
            return seen.Version is not null ? new TlsProbe(seen.Version, seen.Certificate, null)
                : new TlsProbe(null, seen.Certificate, FaultOf(exception, seen, timer.Expired, settings));
        }
    }

    /// <summary>The step of a test.</summary>
    public CheckResult Describe(DateTimeOffset now)
    {
        if (Fault is not null)
        {
            return CheckResult.Failed(Fault);
        }

        var left = Certificate!.End - now;
        var end = FormattableString.Invariant($"{Certificate.End:yyyy-MM-dd}");
        return CheckResult.Passed(left < NearEnd
            ? FormattableString.Invariant($"{Version}. The certificate ends in {Math.Floor(left.TotalDays):0} days, on {end}, and is not renewed yet; its issuer is '{Certificate.Issuer}'.")
            : $"{Version}. The certificate ends on {end}; its issuer is '{Certificate.Issuer}'.");
    }

    private static NetworkFault FaultOf(Exception exception, Seen seen, bool timedOut, ConnectionSettings settings) =>
        seen.Certificate is { Refusal: { } refusal } ? new NetworkFault("certificate_rejected", refusal)
        : timedOut ? new NetworkFault("response_timeout", FormattableString.Invariant($"no answer in {settings.TimeoutSec} s"))
        : new NetworkFault(NetworkFailure.Classify(exception).Id, NetworkFailure.Reason(exception));

#if NET
    private static SocketsHttpHandler Handler(Uri address, ConnectionSettings settings, Seen seen)
    {
        var handler = Transport.Handler(address, settings);
        handler.SslOptions.RemoteCertificateValidationCallback = (stream, certificate, chain, errors) =>
        {
            // A proxy can have a certificate of its own.
            if (((SslStream)stream).TargetHostName.Trim('[', ']').Equals(address.IdnHost, StringComparison.OrdinalIgnoreCase))
            {
                seen.Certificate = ServerCertificate.Read(certificate, chain, errors, seen.Host, seen.Clock.GetUtcNow());
            }

            return errors == SslPolicyErrors.None;
        };
        handler.PlaintextStreamFilter = (context, _) =>
        {
            if (context.InitialRequestMessage.Method == HttpMethod.Connect)
            {
                return new(context.PlaintextStream);
            }

            seen.Version = ((SslStream)context.PlaintextStream).SslProtocol switch
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
    private static HttpClientHandler Handler(Uri address, ConnectionSettings settings, Seen seen)
    {
        var handler = Transport.Handler(address, settings);
        handler.ServerCertificateCustomValidationCallback = (_, certificate, chain, errors) =>
        {
            seen.Certificate = ServerCertificate.Read(certificate, chain, errors, seen.Host, seen.Clock.GetUtcNow());
            // The only one that the handler speaks.
            seen.Version = errors == SslPolicyErrors.None ? "TLS 1.2" : null;
            return false;
        };
        return handler;
    }
#endif

    private sealed class Seen(string host, TimeProvider clock)
    {
        public string Host => host;

        public TimeProvider Clock => clock;

        public ServerCertificate? Certificate { get; set; }

        public string? Version { get; set; }
    }
}
