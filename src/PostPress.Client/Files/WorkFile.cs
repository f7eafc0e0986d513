using System.IO.Hashing;

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
        try
        {
            _file = PrivateFile.Open(path, FileShare.Read);
        }
        catch (FileNotFoundException)
        {
            return false;
        }

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

/// <summary>The hash of what was written so far. Against damage, not against forgery: who can write the file can write its journal.</summary>
internal sealed class ContentHash
{
    private readonly XxHash128 _hash = new();

    public void Append(ArraySegment<byte> bytes) => _hash.Append(bytes.AsSpan());

    public string Current => ToHex(_hash.GetCurrentHash());

    /// <summary>Takes in the next bytes of a stream; false where it ends before them.</summary>
    public bool TryAppend(Stream stream, long count)
    {
        var buffer = new byte[64 * 1024];
        while (count > 0)
        {
            var read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, count));
            if (read == 0)
            {
                return false;
            }

            Append(new ArraySegment<byte>(buffer, 0, read));
            count -= read;
        }

        return true;
    }

    public static string Of(byte[] bytes) => ToHex(XxHash128.Hash(bytes));

    private static string ToHex(byte[] bytes) => BitConverter.ToString(bytes).Replace("-", "");
}
