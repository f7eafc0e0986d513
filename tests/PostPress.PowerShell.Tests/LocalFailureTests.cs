using System.Management.Automation;
using System.Net;
using System.Net.Sockets;

namespace PostPress.PowerShell.Tests;

/// <summary>Failures on the way: each looks like what it is.</summary>
public sealed class LocalFailureTests
{
    [Fact]
    public void A_closed_port_is_a_connection_error()
    {
        using var runspace = new ModuleRunspace();
        runspace.Connect(ClosedPort());
        var error = Fail(runspace, "connection_failed", ErrorCategory.ConnectionError);
        Assert.Contains("127.0.0.1", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_that_no_one_knows_is_a_connection_error_of_its_own()
    {
        using var runspace = new ModuleRunspace();
        runspace.Connect(new Uri("https://nobody.invalid/v1"));
        Fail(runspace, "name_not_resolved", ErrorCategory.ConnectionError);
    }

    [Theory]
    [InlineData("<html><title>Just a moment...</title></html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\"text\"")]
    [InlineData("")]
    [InlineData("""{"items":[]}""")]
    [InlineData("""{"items":{},"cursor":null}""")]
    [InlineData("""{"items":[1],"cursor":null}""")]
    [InlineData("""{"items":[],"cursor":null} more""")]
    public void What_is_no_list_is_a_protocol_error_and_never_an_empty_list(string body)
    {
        using var server = new RawServer((_, _) => RawAnswer.Page(body));
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri);
        Fail(runspace, "not_a_list", ErrorCategory.ProtocolError);
        Assert.Single(server.Requests);
    }

    [Fact]
    public void A_truncated_answer_is_retried_and_then_a_protocol_error()
    {
        using var server = new RawServer((_, _) => RawAnswer.Page("""{"items":[{"first_name":"Jor"""));
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri, parameters: "-MaximumRetryCount 2");
        Fail(runspace, "body_truncated", ErrorCategory.ProtocolError);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public void A_redirect_is_not_followed_with_the_key(int status)
    {
        using var other = new RawServer((_, _) => RawAnswer.Page(TestData.Read("page-last.json")));
        using var server = new RawServer((_, _) => RawAnswer.Status(status, "", $"Location: http://localhost:{other.BaseUri.Port}/v1/users/relations"));
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri);
        var error = Fail(runspace, "redirect_refused", ErrorCategory.ProtocolError);

        Assert.Contains("'localhost'", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public void A_cursor_that_repeats_ends_the_list_with_an_error()
    {
        using var server = new RawServer((_, number) => RawAnswer.Page($$"""{"items":[{"member_id":"m{{number}}"}],"cursor":"again"}"""));
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri);
        var result = runspace.Run("Get-PostPressRelation acc_1");

        Assert.Equal(2, result.Output.Count);
        Assert.StartsWith("cursor_repeated,", result.OnlyError.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ProtocolError, result.OnlyError.CategoryInfo.Category);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public void A_server_that_never_answers_is_a_time_out()
    {
        using var server = new RawServer((_, _) => RawAnswer.Never);
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri, parameters: "-TimeoutSec 1 -MaximumRetryCount 0");
        Fail(runspace, "response_timeout", ErrorCategory.OperationTimeout);
    }

    [Fact]
    public void A_body_that_stops_flowing_is_a_time_out_of_its_own()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox("-Fault 'Stall'");
        var error = runspace.Run("Get-PostPressRelation acc_sandbox_main -TimeoutSec 1 -MaximumRetryCount 0").OnlyError;
        Assert.StartsWith("idle_timeout,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.OperationTimeout, error.CategoryInfo.Category);
    }

    [Fact]
    public void A_gateway_that_answers_with_a_page_of_its_own_is_quoted_safely()
    {
        using var server = new RawServer((_, _) => RawAnswer.Status(502, "<h1>Bad\u001b[2J gateway</h1>"));
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri, parameters: "-MaximumRetryCount 0");
        var error = Fail(runspace, "http_502", ErrorCategory.ResourceUnavailable);
        Assert.Contains("<h1>Bad [2J gateway</h1>", error.ToString(), StringComparison.Ordinal);
    }

    private static ErrorRecord Fail(ModuleRunspace runspace, string id, ErrorCategory category)
    {
        var result = runspace.Run("Get-PostPressRelation acc_1");
        Assert.Empty(result.Output);
        Assert.StartsWith(id + ",", result.OnlyError.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(category, result.OnlyError.CategoryInfo.Category);
        Assert.Equal("acc_1", result.OnlyError.TargetObject);
        Assert.NotEmpty(result.OnlyError.ErrorDetails.RecommendedAction);
        return result.OnlyError;
    }

    private static Uri ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/v1");
    }
}
