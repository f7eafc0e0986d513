using System.Management.Automation.Language;

namespace PostPress.PowerShell.Tests.Help;

/// <summary>Every example runs as it stands, after <c>Connect-PostPress -Sandbox</c>.</summary>
public sealed class ExampleTests
{
    private const string Connect = "Connect-PostPress -Sandbox\n";

    public static TheoryData<string, int> InTheEngine => Examples(needPwsh: false);

    public static TheoryData<string, int> InPwsh => Examples(needPwsh: true);

    [Theory]
    [MemberData(nameof(InTheEngine))]
    public void An_example_runs_in_the_engine(string cmdlet, int number)
    {
        using var runspace = new HelpRunspace();
        runspace.Run(Connect + Code(cmdlet, number));
    }

    [SkippableTheory]
    [MemberData(nameof(InPwsh))]
    public void An_example_runs_in_pwsh(string cmdlet, int number)
    {
        Skip.If(PwshProcess.Path is null, "There is no pwsh on the path.");
        var (exitCode, shown) = PwshProcess.Run(Stubs + Connect + Code(cmdlet, number));
        Assert.True(exitCode == 0, shown);
    }

    private const string Stubs = """
        function Read-Host { param($Prompt, [switch] $AsSecureString) ConvertTo-SecureString pp_test_sandbox_3k7d9x2f -AsPlainText -Force }

        """;

    private static string Code(string cmdlet, int number) => Docs.Cmdlet(cmdlet).Examples[number - 1].Code;

    private static TheoryData<string, int> Examples(bool needPwsh)
    {
        using var runspace = new HelpRunspace();
        var known = runspace.Run("(Get-Command -CommandType Cmdlet, Function).Name").Select(name => name.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var data = new TheoryData<string, int>();
        foreach (var help in Docs.Cmdlets)
        {
            for (var number = 1; number <= help.Examples.Count; number++)
            {
                if (NeedsPwsh(help.Examples[number - 1].Code, known) == needPwsh)
                {
                    data.Add(help.Name, number);
                }
            }
        }

        return data;
    }

    // The engine's package has no Utility cmdlets, and what touches the environment or other runspaces wants a process of its own.
    private static bool NeedsPwsh(string code, HashSet<string> known) =>
        code.Contains("$env:") || code.Contains("-Parallel") || Parser.ParseInput(code, out _, out _)
            .FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true).Any(ast => !known.Contains(((CommandAst)ast).GetCommandName() ?? ""));
}
