namespace PostPress.Client.Tests.Support;

/// <summary>A folder for one test, gone after it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("postpress-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>What stands in it, by name.</summary>
    public IEnumerable<string> Names => Directory.GetFiles(Path).Select(path => System.IO.Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
