namespace PostPress.Client;

/// <summary>The file beside the target that the rows go to. Its bytes count as far as the journal says.</summary>
internal sealed class WorkFile(string path) : IDisposable
{
    private FileStream? _file;
    private ContentHash _hash = new();

    /// <summary>The bytes that were written; what was left of a write that failed does not count.</summary>
    public long Length { get; private set; }

    public string Hash => _hash.Current;

    /// <summary>Starts from the beginning, in a new file: the bytes of the old one may have another name too.</summary>
    public void Begin(byte[] preamble)
    {
        Dispose();
        File.Delete(path);
        _file = PrivateFile.Create(path, FileShare.Read);
        (_hash, Length) = (new ContentHash(), 0);
        try
        {
            Append(new ArraySegment<byte>(preamble));
        }
        catch (IOException)
        {
            // On a full disk nothing stays behind.
            Dispose();
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Goes on behind the bytes that count; false where they are not what the journal says.</summary>
    public bool TryResume(long bytes, string hash)
    {
        _file = PrivateFile.Open(path, FileShare.Read);
        if (!_hash.TryAppend(_file, bytes) || _hash.Current != hash)
        {
            return false;
        }

        _file.SetLength(bytes);
        Length = bytes;
        return true;
    }

    /// <summary>Whether the file begins with these bytes.</summary>
    public bool BeginsWith(byte[] beginning)
    {
        using var file = OpenRead();
        var bytes = new byte[beginning.Length];
        var count = 0;
        for (int read; (read = file.Read(bytes, count, bytes.Length - count)) > 0;)
        {
            count += read;
        }

        return bytes.AsSpan(0, count).SequenceEqual(beginning);
    }

    /// <summary>Writes the file anew from what is read out of it.</summary>
    public void Rewrite(byte[] preamble, Func<Stream, IEnumerable<ArraySegment<byte>>> rows)
    {
        File.Delete(path + "~");
        using var kept = PrivateFile.Create(path + "~", FileShare.None, FileOptions.DeleteOnClose);
        using (var written = OpenRead())
        {
            foreach (var part in rows(written))
            {
                PrivateFile.Write(kept, part);
            }
        }

        Begin(preamble);
        kept.Position = 0;
        var buffer = new byte[64 * 1024];
        for (int read; (read = kept.Read(buffer, 0, buffer.Length)) > 0;)
        {
            Append(new ArraySegment<byte>(buffer, 0, read));
        }
    }

    public void Append(ArraySegment<byte> bytes)
    {
        try
        {
            PrivateFile.Write(_file!, bytes);
        }
        catch (IOException)
        {
            // On a full disk some of them are there; without them there is room for the journal.
            _file!.SetLength(Length);
            throw;
        }

        _hash.Append(bytes);
        Length += bytes.Count;
    }

    /// <summary>Has everything on the disk, so that the journal never promises more than a power loss leaves.</summary>
    public void FlushToDisk() => _file!.Flush(flushToDisk: true);

    /// <summary>Opens what is written so far for reading.</summary>
    public Stream OpenRead() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

    public void Dispose() => _file?.Dispose();
}
