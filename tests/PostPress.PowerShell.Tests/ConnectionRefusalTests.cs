using System.Management.Automation;

namespace PostPress.PowerShell.Tests;

/// <summary>What is wrong with a key or an address is said at once, each with an error of its own.</summary>
public sealed class ConnectionRefusalTests
{
    [Theory]
    [InlineData("", "ApiKeyEmpty", "empty")]
    [InlineData("   ", "ApiKeyEmpty", "blank")]
    [InlineData("pp_live_0123\r\nX-Evil: 1", "ApiKeyControlCharacter", "line break")]
    [InlineData("pp_live_0123\t4567", "ApiKeyControlCharacter", "control character")]
    [InlineData("pp_live_0123\u007f4567", "ApiKeyControlCharacter", "control character")]
    [InlineData("pp_live_Schlüssel", "ApiKeyNotAscii", "ASCII")]
    [InlineData("pp_live_0123\u200b4567", "ApiKeyNotAscii", "ASCII")]
    [InlineData("pp_live_0123 4567", "ApiKeyBlank", "blank")]
    public void A_key_that_no_header_takes_is_refused(string key, string id, string says)
    {
        using var runspace = new ModuleRunspace();
        runspace.Set("key", ModuleRunspace.Secure(key));
        var error = Refusal(runspace, "Connect-PostPress -ApiKey $key", id, says);
        Assert.Contains("Read-Host -AsSecureString", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api.postpress.ai/v1", "BaseUriRelative", "not absolute")]
    [InlineData("/v1", "BaseUri", "address")]
    [InlineData("ftp://api.postpress.ai/v1", "BaseUriScheme", "ftp")]
    [InlineData("file:///etc/passwd", "BaseUriScheme", "file")]
    [InlineData("http://api.postpress.ai/v1", "BaseUriNotHttps", "readable")]
    [InlineData("http://127.0.0.1.example.com/v1", "BaseUriNotHttps", "readable")]
    [InlineData("http://10.0.0.1/v1", "BaseUriNotHttps", "readable")]
    [InlineData("https://user:secret@api.postpress.ai/v1", "BaseUriUserInfo", "user name")]
    [InlineData("https://api.postpress.ai/v1?x=1", "BaseUriQuery", "query")]
    [InlineData("https://api.postpress.ai/v1#x", "BaseUriQuery", "fragment")]
    public void An_address_that_is_not_the_apis_is_refused(string address, string id, string says)
    {
        using var runspace = new ModuleRunspace();
        runspace.Set("key", ModuleRunspace.Secure("pp_live_0123456789abcdef"));
        runspace.Set("address", address);
        var error = Refusal(runspace, "Connect-PostPress -ApiKey $key -BaseUri $address", id, says);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:8080/v1")]
    [InlineData("http://127.0.0.1:8080/v1")]
    [InlineData("http://[::1]:8080/v1")]
    [InlineData("https://10.0.0.1/v1")]
    [InlineData("HTTPS://API.POSTPRESS.AI/api/v1/")]
    public void Https_is_taken_everywhere_and_plain_http_on_this_machine(string address)
    {
        using var runspace = new ModuleRunspace();
        runspace.Connect(new Uri(address));
        Assert.Equal(new Uri(address), runspace.One<Uri>("(Get-PostPressConnection).BaseUri"));
    }

    [Theory]
    [InlineData("Connect-PostPress -ApiKey 'pp_live_PLAIN56789abcdef'")]
    [InlineData("Connect-PostPress pp_live_PLAIN56789abcdef")]
    [InlineData("Connect-PostPress -ApiKey \"pp_live_PLAIN$(56789)abcdef\"")]
    [InlineData("'first line'\n\n$x = Connect-PostPress -PassThru `\n  -ApiKey 'pp_live_PLAIN56789abcdef' `\n  -TimeoutSec 5")]
    [InlineData("function Connect-Mine { Connect-PostPress -ApiKey 'pp_live_PLAIN56789abcdef' }; Connect-Mine")]
    [InlineData("& { Connect-PostPress -ApiKey 'pp_live_PLAIN56789abcdef' -ErrorAction Stop }")]
    public void A_key_in_plain_text_is_refused_without_showing_it(string script)
    {
        using var runspace = new ModuleRunspace();
        var result = runspace.Run(script);
        var error = result.OnlyError;

        Assert.StartsWith("ApiKeyPlainText,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("SecureString", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Get-Secret", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        var shown = runspace.Get("$Error | ForEach-Object { $_ | Out-Default; $i = $_.InvocationInfo; $i.Line, $i.PositionMessage, $i.Statement, $_.ScriptStackTrace, \"$_\" }");
        var texts = shown.Select(text => text?.ToString() ?? "").Append(runspace.Shown).Append(result.AllText)
            .Append(error.InvocationInfo.Line).Append(error.InvocationInfo.PositionMessage).ToList();
        Assert.All(texts, text => Assert.DoesNotContain("PLAIN", text, StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains("Connect-", StringComparison.Ordinal));
    }

    private static ErrorRecord Refusal(ModuleRunspace runspace, string script, string id, string says)
    {
        var error = runspace.Terminating(script);
        Assert.StartsWith(id, error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.EndsWith(",PostPress.Commands.ConnectPostPressCommand", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Contains(says, error.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith(error.ErrorDetails.RecommendedAction, error.Exception.Message, StringComparison.Ordinal);
        return error;
    }
}
