using System.Text;

namespace PostPress.Client;

/// <summary>A line of text with its hash, in a private file that is replaced atomically: after a crash it is the old one or the new one, never half.</summary>
internal sealed class HashedFile(string path)
{
    /// <summary>Writes to a second file, has it on the disk, and renames it over the first.</summary>
    public void Write(byte[] line)
    {
        var hash = Encoding.ASCII.GetBytes("\n" + ContentHash.Of(line) + "\n");
        var next = path + "~";
        File.Delete(next);
        try
        {
            using var file = PrivateFile.Create(next, FileShare.None);
            PrivateFile.Write(file, new ArraySegment<byte>(line));
            PrivateFile.Write(file, new ArraySegment<byte>(hash));
            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // Half of it, on a full disk.
            File.Delete(next);
            throw;
        }

        Replacement.Move(next, path);
    }

    /// <summary>Reads the line; <see langword="null"/> where the file is not what was written.</summary>
    public string? Read()
    {
        var parts = ReadText().Split('\n');
        return parts.Length == 3 && ContentHash.Of(Encoding.UTF8.GetBytes(parts[0])) == parts[1] ? parts[0] : null;
    }

    /// <summary>Takes it away.</summary>
    public void Delete()
    {
        File.Delete(path);
        File.Delete(path + "~");
    }

    // A look at a file that is in use must not keep its owner from replacing it, as Windows would have it.
    private string ReadText()
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var text = new StreamReader(file, Encoding.UTF8);
        return text.ReadToEnd();
    }
}
