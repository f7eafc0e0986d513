using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace PostPress.PowerShell.Tests;

/// <summary>A copy of the built module with another version, in the manifest and in every assembly of ours, as the next release will have it.</summary>
internal sealed partial class OtherVersion : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("postpress-version-").FullName;

    public OtherVersion(Version version)
    {
        var built = Path.GetDirectoryName(Repository.Module)!;
        foreach (var file in Directory.EnumerateFiles(built, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folder, Path.GetRelativePath(built, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.WriteAllBytes(copy, IsOurs(Path.GetFileName(file)) ? With(version, File.ReadAllBytes(file)) : File.ReadAllBytes(file));
        }

        Manifest = Path.Combine(_folder, "PostPress.psd1");
        File.WriteAllText(Manifest, ModuleVersion().Replace(File.ReadAllText(Manifest), version.ToString(3)));
    }

    public string Manifest { get; }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static bool IsOurs(string name) => name.StartsWith("PostPress.", StringComparison.Ordinal) && name.EndsWith(".dll", StringComparison.Ordinal);

    // ECMA-335, II.22.2 and II.22.5: the four parts of the version lie behind the hash algorithm of an Assembly, and first in an AssemblyRef.
    private static byte[] With(Version version, byte[] assembly)
    {
        using var image = new PEReader(new MemoryStream([.. assembly]));
        var metadata = image.GetMetadataReader();
        var start = image.PEHeaders.MetadataStartOffset;
        Write(version, assembly.AsSpan(start + metadata.GetTableMetadataOffset(TableIndex.Assembly) + sizeof(uint)));
        // Another build has another MVID; the runtime takes two assemblies with the same one for the same.
        var mvid = metadata.GetHeapOffset(metadata.GetModuleDefinition().Mvid);
        Guid.NewGuid().TryWriteBytes(assembly.AsSpan(start + metadata.GetHeapMetadataOffset(HeapIndex.Guid) + ((mvid - 1) * 16)));
        foreach (var reference in metadata.AssemblyReferences)
        {
            if (metadata.GetString(metadata.GetAssemblyReference(reference).Name).StartsWith("PostPress.", StringComparison.Ordinal))
            {
                var row = (MetadataTokens.GetRowNumber(reference) - 1) * metadata.GetTableRowSize(TableIndex.AssemblyRef);
                Write(version, assembly.AsSpan(start + metadata.GetTableMetadataOffset(TableIndex.AssemblyRef) + row));
            }
        }

        return assembly;
    }

    private static void Write(Version version, Span<byte> row)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(row, (ushort)version.Major);
        BinaryPrimitives.WriteUInt16LittleEndian(row[2..], (ushort)version.Minor);
        BinaryPrimitives.WriteUInt16LittleEndian(row[4..], (ushort)version.Build);
        BinaryPrimitives.WriteUInt16LittleEndian(row[6..], 0);
    }

    [GeneratedRegex(@"(?<=ModuleVersion\s*=\s*')[^']+")]
    private static partial Regex ModuleVersion();
}
