using System.IO.Compression;

namespace PostPress.Package;

/// <summary>A zip whose bytes depend on names, contents and one date alone.</summary>
internal static class Archive
{
    // A plain file that its owner may write and everybody read.
    private const int Attributes = 0x81A4 << 16;

    public static void Write(string path, IEnumerable<KeyValuePair<string, byte[]>> files, DateTimeOffset date)
    {
        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        foreach (var (name, content) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            var entry = archive.CreateEntry(name, CompressionLevel.SmallestSize);
            // A zip has no time zones: its clock is UTC here, whatever the machine's.
            entry.LastWriteTime = date.ToUniversalTime();
            entry.ExternalAttributes = Attributes;
            using var stream = entry.Open();
            stream.Write(content);
        }
    }
}
