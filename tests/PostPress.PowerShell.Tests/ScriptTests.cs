namespace PostPress.PowerShell.Tests;

public sealed class ScriptTests
{
    [Fact]
    public void Scripts_are_ascii_because_Windows_PowerShell_reads_them_in_the_code_page_of_the_machine()
    {
        var scripts = new[] { "samples", Path.Combine("tests", "Pester") }
            .SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.ps1"))
            .Append(Path.Combine(Repository.Root, "build.ps1"))
            .Append(Path.Combine(Repository.Root, "PostPress.psd1"))
            .ToList();

        Assert.True(scripts.Count > 15);
        Assert.DoesNotContain(scripts, script => File.ReadAllBytes(script).Any(one => one > 0x7F));
    }
}
