namespace PostPress.PowerShell.Tests.Help;

public sealed class CompletionTests : IDisposable
{
    private readonly HelpRunspace _runspace = new();

    public void Dispose() => _runspace.Dispose();

    [Theory]
    [InlineData("Get-PostPressRelation -AccountId ")]
    [InlineData("Export-PostPressRelation ")]
    public void The_accounts_of_the_sandbox_and_those_that_were_read_are_offered(string line)
    {
        _runspace.Run("Connect-PostPress -Sandbox; $null = Get-PostPressRelation acc_sandbox_small; Get-PostPressRelation acc_error_no_channel -MaximumRetryCount 0 -ErrorAction Ignore");
        Assert.Equal(["acc_sandbox_main", "acc_sandbox_small", "acc_sandbox_empty"], Offered(line + "acc"));
        Assert.Equal(["acc_sandbox_main"], Offered(line + "ACC_sandbox_m"));

        _runspace.Run("$c = Connect-PostPress -Sandbox -PassThru; Disconnect-PostPress");
        Assert.Equal(["acc_sandbox_small"], Offered(line + "acc"));
    }

    [Theory]
    [InlineData("Connect-PostPress -Sandbox -Fault Err")]
    [InlineData("Start-PostPressSandbox -Fault 'Err")]
    public void Faults_are_offered_and_can_be_used(string line)
    {
        var offered = Offered(line);
        Assert.Contains("'Error,Status=429,RetryAfter=30,Page=2'", offered);
        Assert.Contains("Error", offered);
        Assert.All(offered, fault => _runspace.Run($"[PostPress.SandboxFault] {(fault.StartsWith('\'') ? fault : $"'{fault}'")}"));
    }

    // Not in the bare engine: its completion of properties needs the Utility cmdlets.
    [SkippableFact]
    public void The_properties_of_a_relation_are_offered_down_the_pipeline()
    {
        Skip.If(PwshProcess.Path is null, "There is no pwsh on the path.");
        var (_, shown) = PwshProcess.Run("$line = 'Get-PostPressRelation x | Where-Object '; (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText");
        Assert.Equal(11, shown.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("CreatedAt", shown);
    }

    private List<string> Offered(string line) => [.. _runspace.Complete(line).Select(result => result.CompletionText)];
}
