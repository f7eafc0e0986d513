using PostPress.Help.Markdown;

namespace PostPress.PowerShell.Tests.Help;

/// <summary>The script of about_PostPress_Unattended ends with the exit codes that the topic promises.</summary>
public sealed class UnattendedTests
{
    [SkippableTheory]
    [InlineData("acc_sandbox_main", 0, "1000 relations in relations.csv")]
    [InlineData("acc_error_disconnected_account", 1, "disconnected_account,")]
    [InlineData("acc_error_no_channel", 75, "no_channel,")]
    public void The_script_for_the_night_ends_with_its_code(string accountId, int exitCode, string said)
    {
        Skip.If(PwshProcess.Path is null, "There is no pwsh on the path.");
        var (code, shown) = PwshProcess.Run($$"""
            Set-Content night.ps1 @'
            {{Script()}}
            '@
            Connect-PostPress -Sandbox -RetryIntervalSec 0
            $PSDefaultParameterValues['Export-PostPressRelation:RetryIntervalSec'] = 0
            ./night.ps1 -AccountId {{accountId}}
            exit $LASTEXITCODE
            """);
        Assert.Contains(said, shown);
        Assert.Equal(exitCode, code);
    }

    private static string Script() => MarkdownFile.Load(Path.Combine(Repository.Root, "docs", "about", "about_PostPress_Unattended.md")).Root
        .Find("A script for the night")!.Blocks.OfType<Code>().Single().Text;
}
