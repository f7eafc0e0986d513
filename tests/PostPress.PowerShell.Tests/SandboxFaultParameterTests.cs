using System.Management.Automation;

namespace PostPress.PowerShell.Tests;

public sealed class SandboxFaultParameterTests
{
    [Theory]
    [InlineData("'Error,Status=403,Page=2'")]
    [InlineData("'error, status=403, page=2'")]
    [InlineData("'Error,Type=errors/insufficient_permissions,Page=2'")]
    [InlineData("@{ Kind = 'Error'; Status = 403; Page = 2 }")]
    [InlineData("@{ Kind = 'Latency'; Seconds = 0; Page = 1 }, 'Error,Status=403,Page=2'")]
    [InlineData("([PostPress.SandboxFault]@{ Kind = 'Error'; Status = 403; Page = 2 })")]
    public void A_fault_is_a_text_or_a_hashtable(string fault)
    {
        using var runspace = new ModuleRunspace();
        var result = runspace.Run($"Connect-PostPress -Sandbox -Fault {fault}; Get-PostPressRelation acc_sandbox_main -PageSize 10");
        Assert.Equal(10, result.Output.Count);
        Assert.StartsWith("insufficient_permissions,", result.OnlyError.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'Eror'", "'Eror' is not a kind of fault")]
    [InlineData("'99'", "'99' is not a kind of fault")]
    [InlineData("'Error,Status'", "'Status' is not Name=Value")]
    [InlineData("'Error,Sttus=1'", "A fault has no 'Sttus'")]
    [InlineData("'Error,Status=many'", "many")]
    [InlineData("@{ Kind = 'Error'; Sttus = 1 }", "Sttus")]
    [InlineData("'Latency,Seconds=-5'", "Seconds is -5, and must be from 0 to 86400.")]
    [InlineData("@{ Kind = 'Latency'; Seconds = -5 }", "Seconds is -5, and must be from 0 to 86400.")]
    [InlineData("@{ Kind = 'Error'; RetryAfter = \"3`r`nX: 1\" }", "RetryAfter has a character that no header takes.")]
    public void What_is_no_fault_is_refused_with_the_reason(string fault, string says)
    {
        using var runspace = new ModuleRunspace();
        var error = runspace.Terminating($"Start-PostPressSandbox -Fault {fault}");
        Assert.IsAssignableFrom<ParameterBindingException>(error.Exception);
        Assert.Contains(says, error.ToString(), StringComparison.Ordinal);
    }
}
