using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PostPress.Client;

/// <summary>What was found where a <see cref="CheckedFile{T}"/> would be.</summary>
internal enum CheckedFileState
{
    /// <summary>There is none.</summary>
    Absent,

    /// <summary>It is damaged, or of another version.</summary>
    Damaged,

    /// <summary>It is sound.</summary>
    Sound,
}

/// <summary>
/// Keeps something in a small file of our own, as a line of JSON and a line with its hash, replaced atomically: after a crash it is the old
/// one or the new one, never half.
/// </summary>
internal sealed class CheckedFile<T>(string path, JsonTypeInfo<T> type, Func<T, bool> isOfThisVersion)
    where T : class
{
    /// <summary>Whether there is one, sound or not.</summary>
    public bool Exists => File.Exists(path);

    /// <summary>Writes to a second file, has it on the disk, and renames it over the first.</summary>
    public void Write(T entry)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(entry, type);
        var check = Encoding.ASCII.GetBytes("\n" + ContentHash.Of(json) + "\n");
        var next = path + "~";
        File.Delete(next);
        try
        {
            using var file = PrivateFile.Create(next, FileShare.None);
            PrivateFile.Write(file, new ArraySegment<byte>(json));
            PrivateFile.Write(file, new ArraySegment<byte>(check));
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

    /// <summary>Reads it; <paramref name="entry"/> is there where it is sound, and only then.</summary>
    public CheckedFileState Read(out T? entry)
    {
        entry = null;
        if (!Exists)
        {
            return CheckedFileState.Absent;
        }

        var parts = ReadText().Split('\n');
        if (parts.Length != 3 || ContentHash.Of(Encoding.UTF8.GetBytes(parts[0])) != parts[1])
        {
            return CheckedFileState.Damaged;
        }

        try
        {
            entry = JsonSerializer.Deserialize(parts[0], type);
        }
        catch (JsonException)
        {
            // Sound, but of a version whose fields we do not know.
        }

        if (entry is not null && isOfThisVersion(entry))
        {
            return CheckedFileState.Sound;
        }

        entry = null;
        return CheckedFileState.Damaged;
    }

    /// <summary>Takes it away.</summary>
    public void Delete()
    {
        File.Delete(path);
        File.Delete(path + "~");
    }

    // A look at a run that is under way must not keep it from replacing the file, as Windows would have it.
    private string ReadText()
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var text = new StreamReader(file, Encoding.UTF8);
        return text.ReadToEnd();
    }
}
