namespace PostPress.PowerShell.Tests;

/// <summary>
/// Two versions of the module, one after the other in one process: a session that is open while the module is updated.
/// PowerShell 7 loads one assembly of a name and no other; what matters is that nothing is half replaced.
/// </summary>
public sealed class TwoVersionTests
{
    [Fact]
    public async Task In_a_new_process_the_other_version_works()
    {
        using var other = new OtherVersion(new Version(9, 9, 9));
        var outcome = await PwshProcess.RunAsync(
            $$"""
            Import-Module '{{other.Manifest}}'
            Connect-PostPress -Sandbox
            "$(@(Get-PostPressRelation acc_sandbox_small).Count) with $((Get-Module PostPress).Version)"
            """);

        Assert.Equal("25 with 9.9.9", outcome.Output.Trim());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_second_version_is_refused_and_the_first_goes_on(bool newerFirst)
    {
        using var other = new OtherVersion(new Version(9, 9, 9));
        var (first, second) = newerFirst ? (other.Manifest, Repository.Module) : (Repository.Module, other.Manifest);
        var outcome = await PwshProcess.RunAsync(
            $$"""
            Import-Module '{{first}}'
            Connect-PostPress -Sandbox
            $version = (Get-Module PostPress).Version
            try { Import-Module '{{second}}' -Force -ErrorAction Stop; 'both' } catch { $_.FullyQualifiedErrorId }
            "$(@(Get-PostPressRelation acc_sandbox_small).Count) with the first: $($version -eq (Get-Module PostPress).Version)"
            [System.AppDomain]::CurrentDomain.GetAssemblies().GetName() | Where-Object { $_.Name -like 'PostPress.*' -and $_.Version.ToString(3) -ne $version }
            """);
        var lines = outcome.Lines;

        // The engine reads the types before the assemblies, and refuses those first: the session has them from the first version.
        Assert.Equal(["FormatXmlUpdateException,Microsoft.PowerShell.Commands.ImportModuleCommand", "25 with the first: True"], lines);
    }
}
