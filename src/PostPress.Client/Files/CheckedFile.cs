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

/// <summary>Keeps something in a small <see cref="HashedFile"/> of our own, as JSON.</summary>
internal sealed class CheckedFile<T>(string path, JsonTypeInfo<T> type, Func<T, bool> isOfThisVersion)
    where T : class
{
    private readonly HashedFile _file = new(path);

    /// <summary>Whether there is one, sound or not.</summary>
    public bool Exists => File.Exists(path);

    /// <summary>Has it on the disk.</summary>
    public void Write(T entry) => _file.Write(JsonSerializer.SerializeToUtf8Bytes(entry, type));

    /// <summary>Reads it; <paramref name="entry"/> is there where it is sound, and only then.</summary>
    public CheckedFileState Read(out T? entry)
    {
        entry = null;
        if (!Exists)
        {
            return CheckedFileState.Absent;
        }

        if (_file.Read() is not { } line)
        {
            return CheckedFileState.Damaged;
        }

        try
        {
            entry = JsonSerializer.Deserialize(line, type);
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
    public void Delete() => _file.Delete();
}
