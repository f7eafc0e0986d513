using System.Text;
using System.Text.Json;

namespace PostPress.Client;

/// <summary>Keeps the <see cref="JournalEntry"/> beside the target, replaced atomically: after a crash it is the old one or the new one, never half.</summary>
internal sealed class Journal(string path)
{
    /// <summary>What was found where a journal would be.</summary>
    public enum State
    {
        /// <summary>There is none.</summary>
        Absent,

        /// <summary>It is damaged, or of another version.</summary>
        Damaged,

        /// <summary>It is sound.</summary>
        Sound,
    }

    /// <summary>Whether there is one, sound or not.</summary>
    public bool Exists => File.Exists(path);

    /// <summary>Writes to a second file, has it on the disk, and renames it over the first.</summary>
    public void Write(JournalEntry entry)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(entry, RelationLineContext.Default.JournalEntry);
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
    public State Read(out JournalEntry? entry)
    {
        entry = null;
        if (!Exists)
        {
            return State.Absent;
        }

        var parts = ReadText().Split('\n');
        if (parts.Length != 3 || ContentHash.Of(Encoding.UTF8.GetBytes(parts[0])) != parts[1])
        {
            return State.Damaged;
        }

        try
        {
            entry = JsonSerializer.Deserialize(parts[0], RelationLineContext.Default.JournalEntry);
        }
        catch (JsonException)
        {
            // Sound, but of a version whose fields we do not know.
        }

        if (entry?.Version == JournalEntry.CurrentVersion)
        {
            return State.Sound;
        }

        entry = null;
        return State.Damaged;
    }

    /// <summary>Takes it away.</summary>
    public void Delete()
    {
        File.Delete(path);
        File.Delete(path + "~");
    }

    // A look at an export that is running must not keep it from replacing its journal, as Windows would have it.
    private string ReadText()
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var text = new StreamReader(file, Encoding.UTF8);
        return text.ReadToEnd();
    }
}
