using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PostPress.Client;

/// <summary>What was found where a <see cref="StateFile{T}"/> would be.</summary>
internal enum StateFileCondition
{
    /// <summary>There is no file.</summary>
    Absent,

    /// <summary>It is damaged, or of another version.</summary>
    Damaged,

    /// <summary>It is as it was written.</summary>
    Sound,
}

/// <summary>
/// A small private file of our own: one line of JSON and its hash. It is replaced atomically, so after a crash it is the old one or the new one,
/// never half.
/// </summary>
internal sealed class StateFile<T>(string path, JsonTypeInfo<T> type, Func<T, bool> isCurrentVersion)
    where T : class
{
    /// <summary>Whether there is a file, sound or not.</summary>
    public bool Exists => File.Exists(path);

    /// <summary>Writes to a second file, flushes it to the disk, and renames it over the first.</summary>
    public void Write(T entry)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(entry, type);
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

    /// <summary>Reads the file; <paramref name="entry"/> is set where it is sound, and only then.</summary>
    public StateFileCondition Read(out T? entry)
    {
        entry = null;
        string[] parts;
        try
        {
            parts = ReadText().Split('\n');
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return StateFileCondition.Absent;
        }

        if (parts.Length != 3 || ContentHash.Of(Encoding.UTF8.GetBytes(parts[0])) != parts[1])
        {
            return StateFileCondition.Damaged;
        }

        try
        {
            entry = JsonSerializer.Deserialize(parts[0], type);
        }
        catch (JsonException)
        {
            // Sound, but of a version whose fields we do not know.
        }

        if (entry is not null && isCurrentVersion(entry))
        {
            return StateFileCondition.Sound;
        }

        entry = null;
        return StateFileCondition.Damaged;
    }

    /// <summary>Deletes it.</summary>
    public void Delete()
    {
        File.Delete(path);
        File.Delete(path + "~");
    }

    // Reading a file must not keep its owner from replacing it, as Windows would have it.
    private string ReadText()
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var text = new StreamReader(file, Encoding.UTF8);
        return text.ReadToEnd();
    }
}
