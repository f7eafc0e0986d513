namespace PostPress.Client;

/// <summary>The file beside the target that the rows go to. Its bytes count as far as the journal says.</summary>
internal sealed class WorkFile : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;
    private ContentHash _hash = new();

    public WorkFile(string path)
    {
        _path = path;
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
    }

    public long Length => _file.Position;

    public string Hash => _hash.Current;

    /// <summary>Starts from the beginning.</summary>
    public void Begin(byte[] preamble)
    {
        _file.SetLength(0);
        _hash = new ContentHash();
        Append(new ArraySegment<byte>(preamble));
    }

    /// <summary>Goes on behind the bytes that count; false where they are not what the journal says.</summary>
    public bool TryResume(long bytes, string hash)
    {
        _file.Position = 0;
        if (!_hash.TryAppend(_file, bytes) || _hash.Current != hash)
        {
            return false;
        }

        _file.SetLength(bytes);
        return true;
    }

    public void Append(ArraySegment<byte> bytes)
    {
        _file.Write(bytes.Array!, bytes.Offset, bytes.Count);
        _hash.Append(bytes);
    }

    /// <summary>Has everything on the disk, so that the journal never promises more than a power loss leaves.</summary>
    public void FlushToDisk() => _file.Flush(flushToDisk: true);

    /// <summary>Opens what is written so far for reading.</summary>
    public Stream OpenRead() => new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

    public void Dispose() => _file.Dispose();
}
