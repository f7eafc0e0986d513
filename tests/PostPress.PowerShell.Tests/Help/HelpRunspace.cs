using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Engine = System.Management.Automation.PowerShell;

namespace PostPress.PowerShell.Tests.Help;

/// <summary>A runspace of the real engine with the built module, in a folder of its own.</summary>
internal sealed class HelpRunspace : IDisposable
{
    // What only asks the user, or a vault, is answered here.
    private const string Stubs = """
        function Read-Host { param($Prompt, [switch] $AsSecureString) [System.Net.NetworkCredential]::new('', 'pp_test_sandbox_3k7d9x2f').SecurePassword }
        function Get-Secret { param($Name) [System.Net.NetworkCredential]::new('', 'pp_test_sandbox_3k7d9x2f').SecurePassword }
        """;

    private readonly Runspace _runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("postpress-help-");

    public HelpRunspace()
    {
        _runspace.Open();
        _runspace.SessionStateProxy.Path.SetLocation(_folder.FullName);
        Run($"Import-Module '{Repository.Module}'\n{Stubs}");
    }

    /// <summary>Runs a script that must not write an error.</summary>
    public IReadOnlyList<PSObject> Run(string script)
    {
        using var shell = Engine.Create(_runspace);
        var output = shell.AddScript(script).Invoke();
        Assert.True(shell.Streams.Error.Count == 0, $"{script}\n{string.Join('\n', shell.Streams.Error)}");
        return output;
    }

    /// <summary>What Tab offers at the end of a line.</summary>
    public IReadOnlyList<CompletionResult> Complete(string line)
    {
        using var shell = Engine.Create(_runspace);
        return CommandCompletion.CompleteInput(line, line.Length, options: null, shell).CompletionMatches;
    }

    public void Dispose()
    {
        _runspace.Dispose();
        _folder.Delete(recursive: true);
    }
}
