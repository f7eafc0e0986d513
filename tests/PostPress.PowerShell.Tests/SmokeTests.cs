using System.Management.Automation.Runspaces;

namespace PostPress.PowerShell.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void The_module_imports_and_reads()
    {
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = System.Management.Automation.PowerShell.Create(runspace);
        shell.AddScript($"Import-Module '{Repository.Module}'; Connect-PostPress -Sandbox; Get-PostPressRelation acc_sandbox_main");
        Assert.Equal(1000, shell.Invoke().Count);
    }
}
