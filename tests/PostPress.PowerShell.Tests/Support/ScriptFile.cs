namespace PostPress.PowerShell.Tests;

/// <summary>A script in a file, as long as the test runs.</summary>
internal sealed class ScriptFile : IDisposable
{
    public ScriptFile(string script) => File.WriteAllText(Path, script);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"postpress-test-{Guid.NewGuid():N}.ps1");

    public void Dispose() => File.Delete(Path);
}
