using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PostPress.Client.Tests.Checks;

/// <summary>Each step on the way to the API, failing: what it says, what to do, and that the key is given to nobody.</summary>
public sealed class NetworkCheckTests
{
    private const string AfterAddress = "DNS, Proxy, Connection, TLS, Clock, Key, Accounts";

    [Theory]
    [InlineData("ftp://api.example/v1", "begins with 'ftp:'", "-BaseUri https://")]
    [InlineData("api.example", "not absolute", "-BaseUri https://")]
    [InlineData("http://api.example/v1", "readable over the network", "Use https")]
    public async Task An_address_that_can_not_be_used(string address, string detail, string action)
    {
        var checks = await Checked.RunAsync(Checked.Environment(address, Make.Key));

        Assert.Equal("Address", checks.Names(PostPressCheck.Failed));
        Assert.Contains(detail, checks["Address"].Detail, StringComparison.Ordinal);
        Assert.Contains(action, checks["Address"].Action!, StringComparison.Ordinal);
        Assert.Equal(AfterAddress + ", Budget", checks.Names(PostPressCheck.Skipped));
        Assert.Equal("Not tested, because the check 'Address' failed.", checks["TLS"].Detail);
    }

    [Fact]
    public async Task A_name_that_does_not_resolve()
    {
        var checks = await Checked.RunAsync(new Uri("https://postpress.invalid/v1"), ["acc_1"]);

        Assert.Equal("DNS", checks.Names(PostPressCheck.Failed));
        Assert.Contains("(name_not_resolved) postpress.invalid: ", checks["DNS"].Detail, StringComparison.Ordinal);
        Assert.Equal(ErrorCatalogue.Local["name_not_resolved"].Action, checks["DNS"].Action);
        Assert.Equal("Not tested, because the check 'DNS' failed.", checks["Account acc_1"].Detail);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task An_address_where_nothing_listens(string scheme)
    {
        var port = RawServer.ClosedPort();
        var checks = await Checked.RunAsync(new Uri($"{scheme}://127.0.0.1:{port}/v1"));

        Assert.Equal("Connection", checks.Names(PostPressCheck.Failed));
        Assert.Contains($"(connection_failed) 127.0.0.1:{port}: ", checks["Connection"].Detail, StringComparison.Ordinal);
        Assert.Equal(ErrorCatalogue.Local["connection_failed"].Action, checks["Connection"].Action);
        Assert.Equal(PostPressCheck.Skipped, checks["Key"].Status);
    }

    [Fact]
    public async Task A_proxy_that_wants_credentials()
    {
        using var proxy = new RawServer(RawAnswers.Whole(407, "", "Proxy-Authenticate: Basic realm=\"office\"\r\n"));
        var checks = await Checked.RunAsync(new Uri("https://postpress.invalid/v1"), settings: Make.Settings with { Proxy = proxy.BaseUri });

        Assert.Equal("Proxy", checks.Names(PostPressCheck.Failed));
        Assert.Equal("The proxy resolves the name.", checks["DNS"].Detail);
        Assert.Contains($"(proxy_failed) http://{proxy.BaseUri.Authority} (of -Proxy): ", checks["Proxy"].Detail, StringComparison.Ordinal);
        Assert.True(checks["Proxy"].Detail.Contains("407", StringComparison.Ordinal), checks["Proxy"].Detail);
        Assert.Contains("-ProxyCredential", checks["Proxy"].Action!, StringComparison.Ordinal);
        Assert.StartsWith("CONNECT postpress.invalid:443", Assert.Single(proxy.Requests), StringComparison.Ordinal);
        Assert.DoesNotContain(Make.Key, proxy.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_is_not_there()
    {
        var proxy = new Uri($"http://127.0.0.1:{RawServer.ClosedPort()}");
        var checks = await Checked.RunAsync(new Uri("https://postpress.invalid/v1"), settings: Make.Settings with { Proxy = proxy });

        Assert.Equal("Proxy", checks.Names(PostPressCheck.Failed));
        Assert.Contains($"(proxy_failed) http://{proxy.Authority} (of -Proxy): ", checks["Proxy"].Detail, StringComparison.Ordinal);
        Assert.Equal(ErrorCatalogue.Local["proxy_failed"].Action, checks["Proxy"].Action);
        Assert.Equal("Not tested, because the check 'Proxy' failed.", checks["TLS"].Detail);
    }

    [Fact]
    public async Task A_proxy_of_a_kind_that_does_not_exist()
    {
        var checks = await Checked.RunAsync(new Uri("https://postpress.invalid/v1"), settings: Make.Settings with { Proxy = new Uri("gopher://127.0.0.1:7000") });

        Assert.Equal("Proxy", checks.Names(PostPressCheck.Failed));
        Assert.Contains("(proxy_failed) gopher://127.0.0.1:7000 (of -Proxy): ", checks["Proxy"].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_lets_through_is_named_and_what_is_behind_it_is_tested_through_it()
    {
        using var proxy = new RawServer(async (stream, stop) =>
        {
            await RawAnswers.Raw("HTTP/1.1 200 Connection established\r\n\r\n")(stream, stop);
            _ = await stream.ReadAsync(new byte[4096], stop);
            await RawAnswers.Raw("HTTP/1.1 400 Not TLS\r\n\r\n")(stream, stop);
        });
        var checks = await Checked.RunAsync(new Uri("https://postpress.invalid/v1"), settings: Make.Settings with { Proxy = proxy.BaseUri });

        Assert.Equal($"http://{proxy.BaseUri.Authority} (of -Proxy) lets the connection through.", checks["Proxy"].Detail);
        Assert.Equal("The proxy makes it.", checks["Connection"].Detail);
        Assert.Equal("TLS", checks.Names(PostPressCheck.Failed));
        Assert.Contains("(tls_failed)", checks["TLS"].Detail, StringComparison.Ordinal);
        Assert.Single(proxy.Requests);
    }

    [Fact]
    public async Task A_certificate_that_is_not_to_be_trusted()
    {
        using var certificate = SelfSigned(-1, 1);
        using var server = RawServer.WithTls(certificate, SslProtocols.None, RawAnswers.Whole(200, RawAnswers.LastPage));
        var checks = await Checked.RunAsync(server.BaseUri);

        Assert.Equal("TLS", checks.Names(PostPressCheck.Failed));
        Assert.Contains("(certificate_rejected) it is for 'localhost', not for '127.0.0.1'; ", checks["TLS"].Detail, StringComparison.Ordinal);
        Assert.Contains("this machine does not trust its issuer 'localhost'", checks["TLS"].Detail, StringComparison.Ordinal);
        Assert.Equal(ErrorCatalogue.Local["certificate_rejected"].Action, checks["TLS"].Action);
        Assert.Equal(PostPressCheck.Skipped, checks["Key"].Status);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(-9, -2, "it ended on ")]
    [InlineData(2, 9, "it is not valid before ")]
    public async Task A_certificate_of_another_time(int begin, int end, string reason)
    {
        using var certificate = SelfSigned(begin, end);
        using var server = RawServer.WithTls(certificate, SslProtocols.None, RawAnswers.Whole(200, RawAnswers.LastPage));
        var checks = await Checked.RunAsync(server.BaseUri);

        Assert.Contains(reason, checks["TLS"].Detail, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Plain_text_in_the_place_of_TLS()
    {
        using var server = RawServer.WithoutTls(RawAnswers.Whole(400, ""));
        var probe = await TlsProbe.RunAsync(server.BaseUri, Make.Settings, TimeProvider.System, CancellationToken.None);
        var result = probe.Describe(DateTimeOffset.UtcNow);

        Assert.Equal((PostPressCheck.Failed, ErrorCatalogue.Local["tls_failed"].Action), (result.Status, result.Action));
        Assert.Contains("(tls_failed)", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_silent_is_given_up()
    {
        using var server = new RawServer(RawAnswers.Stalled(""));
        var address = new Uri(server.BaseUri.AbsoluteUri.Replace("http:", "https:", StringComparison.Ordinal));
        var checks = await Checked.RunAsync(Checked.Tested(Make.Connection(address.AbsoluteUri), seconds: 1));

        Assert.Equal("TLS", checks.Names(PostPressCheck.Failed));
        Assert.Contains("(response_timeout) no answer in 1 s.", checks["TLS"].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(90, "TLS 1.3. The certificate ends on 2026-04-01; its issuer is 'CA'.")]
    [InlineData(14, "TLS 1.3. The certificate ends on 2026-01-15; its issuer is 'CA'.")]
    [InlineData(13.9, "TLS 1.3. The certificate ends in 13 days, on 2026-01-14, and is not renewed yet; its issuer is 'CA'.")]
    public void The_end_of_the_certificate_is_told_and_that_it_is_near(double days, string detail)
    {
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var result = new TlsProbe("TLS 1.3", new ServerCertificate("CA", now.AddDays(days), Refusal: null)).Describe(now);

        Assert.Equal((PostPressCheck.Passed, detail), (result.Status, result.Detail));
    }

    [Fact]
    public async Task Without_a_key_the_way_is_tested_and_the_key_fails()
    {
        using var server = new RawServer(RawAnswers.Whole(200, RawAnswers.LastPage));
        var checks = await Checked.RunAsync(Checked.Environment(server.BaseUri.AbsoluteUri, key: null), ["acc_1"]);

        Assert.Equal("Address, Proxy, Connection, Pace", checks.Names(PostPressCheck.Passed));
        Assert.Equal("Key", checks.Names(PostPressCheck.Failed));
        Assert.Equal(("There is no connection.", "Connect first."), (checks["Key"].Detail, checks["Key"].Action));
        Assert.Equal("Not tested, because the check 'Key' failed.", checks["Account acc_1"].Detail);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_key_that_no_header_takes_fails_by_its_own_advice()
    {
        var checks = await Checked.RunAsync(Checked.Environment("https://postpress.invalid/v1", "pp live"));

        Assert.Equal("DNS, Key", checks.Names(PostPressCheck.Failed));
        Assert.Equal("The API key holds a blank.", checks["Key"].Detail);
        Assert.Contains("Copy the key again", checks["Key"].Action!, StringComparison.Ordinal);
    }

    private static X509Certificate2 SelfSigned(int fromDays, int toDays)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(fromDays), DateTimeOffset.UtcNow.AddDays(toDays));
    }
}
