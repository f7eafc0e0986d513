using System.Text.Json;

namespace PostPress.Client;

/// <summary>Keeps the <see cref="JournalEntry"/> beside the target, replaced atomically.</summary>
internal sealed class Journal(string path)
{
    private readonly HashedFile _file = new(path);

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

    /// <summary>Has it on the disk.</summary>
    public void Write(JournalEntry entry) => _file.Write(JsonSerializer.SerializeToUtf8Bytes(entry, RelationLineContext.Default.JournalEntry));

    /// <summary>Reads it; <paramref name="entry"/> is there where it is sound, and only then.</summary>
    public State Read(out JournalEntry? entry)
    {
        entry = null;
        if (!Exists)
        {
            return State.Absent;
        }

        if (_file.Read() is not { } line)
        {
            return State.Damaged;
        }

        try
        {
            entry = JsonSerializer.Deserialize(line, RelationLineContext.Default.JournalEntry);
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
    public void Delete() => _file.Delete();
}
