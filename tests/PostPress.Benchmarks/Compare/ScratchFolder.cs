namespace PostPress.Benchmarks;

/// <summary>A folder that is gone after use.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("postpress-bench-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
