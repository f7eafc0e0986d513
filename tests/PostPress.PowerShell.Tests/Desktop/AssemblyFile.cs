using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PostPress.PowerShell.Tests.Desktop;

/// <summary>One assembly, read as data: nothing of it is loaded.</summary>
internal sealed class AssemblyFile
{
    private readonly Dictionary<string, TypeDefinitionHandle> _types = [];
    private readonly Dictionary<string, string> _forwarded = [];

    private AssemblyFile(MetadataReader metadata)
    {
        Metadata = metadata;
        Name = Metadata.GetAssemblyDefinition().GetAssemblyName();
        foreach (var handle in Metadata.TypeDefinitions)
        {
            _types[NameOf(Metadata, handle)] = handle;
        }

        foreach (var exported in Metadata.ExportedTypes.Select(Metadata.GetExportedType).Where(type => type.Implementation.Kind == HandleKind.AssemblyReference))
        {
            var target = Metadata.GetAssemblyReference((AssemblyReferenceHandle)exported.Implementation);
            _forwarded[Full(Metadata, exported.Namespace, exported.Name)] = Metadata.GetString(target.Name);
        }
    }

    public MetadataReader Metadata { get; }

    public AssemblyName Name { get; }

    /// <summary>The assemblies that have the types of this one, if it is a facade.</summary>
    public IEnumerable<string> Forwards => _forwarded.Values.Distinct();

    public IEnumerable<AssemblyName> References => Metadata.AssemblyReferences.Select(handle => Metadata.GetAssemblyReference(handle).GetAssemblyName());

    /// <summary><see langword="null"/> for what is not an assembly: native code, or a module that is a part of one.</summary>
    public static AssemblyFile? Read(string path)
    {
        // Not disposed: the reader reads from it for as long as the tests run.
        var image = new PEReader(new MemoryStream(File.ReadAllBytes(path)));
        return image.HasMetadata && image.GetMetadataReader() is { IsAssembly: true } metadata ? new AssemblyFile(metadata) : null;
    }

    public TypeDefinitionHandle? Find(string type) => _types.TryGetValue(type, out var handle) ? handle : null;

    /// <summary>The assembly that a type was moved to; a nested type goes with the one around it.</summary>
    public string? ForwardOf(string type) => _forwarded.GetValueOrDefault(type.Split('+')[0]);

    public static string Full(MetadataReader reader, StringHandle space, StringHandle name) =>
        space.IsNil ? reader.GetString(name) : $"{reader.GetString(space)}.{reader.GetString(name)}";

    private static string NameOf(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = Full(reader, type.Namespace, type.Name);
        return type.GetDeclaringType() is { IsNil: false } around ? $"{NameOf(reader, around)}+{name}" : name;
    }
}
