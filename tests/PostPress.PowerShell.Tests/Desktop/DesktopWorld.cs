using System.Reflection;
using System.Reflection.Metadata;

namespace PostPress.PowerShell.Tests.Desktop;

/// <summary>What a Windows PowerShell 5.1 process with .NET Framework 4.7.2 can see: our folder, then the framework, then the engine.</summary>
internal sealed class DesktopWorld
{
    /// <summary>The engine's own: its reference assembly is the one that we compile against.</summary>
    public const string Engine = "System.Management.Automation";

    private static readonly SignatureText Signatures = new();
    private readonly Dictionary<string, AssemblyFile> _framework = [];

    public DesktopWorld()
    {
        var reference = Repository.Package("microsoft.netframework.referenceassemblies.net472", "1.0.3", "build", ".NETFramework", "v4.7.2");
        foreach (var path in Directory.EnumerateFiles(reference, "*.dll").Concat(Directory.EnumerateFiles(Path.Combine(reference, "Facades"), "*.dll")))
        {
            if (AssemblyFile.Read(path) is { } assembly)
            {
                _framework[Path.GetFileNameWithoutExtension(path)] = assembly;
            }
        }

        _framework[Engine] = AssemblyFile.Read(Repository.Package("powershellstandard.library", "5.1.1", "lib", "net452", Engine + ".dll"))!;
        Shipped = Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(Repository.Module)!, "desktop"), "*.dll")
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path)!, path => AssemblyFile.Read(path)!);
    }

    public Dictionary<string, AssemblyFile> Shipped { get; }

    public IEnumerable<AssemblyFile> Ours => Shipped.Where(one => one.Key.StartsWith("PostPress.", StringComparison.Ordinal)).Select(one => one.Value);

    /// <summary>
    /// The framework binds its own first, up to its version; our AssemblyResolve handler takes any version that stands in our folder, and
    /// answers for System.ValueTuple with mscorlib.
    /// </summary>
    public string? Complaint(AssemblyName wanted)
    {
        if (_framework.TryGetValue(wanted.Name!, out var framework)
            && (wanted.Name == Engine || wanted.Version <= framework.Name.Version || (wanted.Name == "System.ValueTuple" && framework.Forwards.SequenceEqual(["mscorlib"]))))
        {
            return null;
        }

        return Shipped.TryGetValue(wanted.Name!, out var shipped)
            ? wanted.Version <= shipped.Name.Version ? null : $"{wanted.FullName} is newer than the one shipped, {shipped.Name.Version}"
            : $"{wanted.FullName} is neither shipped nor in .NET Framework 4.7.2";
    }

    /// <summary>The type behind a reference, forwards followed; with its assembly, for what it derives from stands there.</summary>
    public (AssemblyFile Assembly, TypeDefinitionHandle Type)? Find(AssemblyFile from, EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                return (from, (TypeDefinitionHandle)handle);
            case HandleKind.TypeSpecification:
                var text = from.Metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(new GenericOwner(), null);
                return text.IsNil ? null : Find(from, text);
            case HandleKind.TypeReference:
                var name = Signatures.GetTypeFromReference(from.Metadata, (TypeReferenceHandle)handle, 0);
                return ScopeOf(from, (TypeReferenceHandle)handle) is { } scope ? Find(scope, name) : null;
            default:
                return null;
        }
    }

    /// <summary>Whether a type or one that it derives from has the member.</summary>
    public bool Has(AssemblyFile assembly, TypeDefinitionHandle handle, string name, string signature)
    {
        var type = assembly.Metadata.GetTypeDefinition(handle);
        var found = type.GetMethods().Select(assembly.Metadata.GetMethodDefinition)
                .Any(method => assembly.Metadata.StringComparer.Equals(method.Name, name) && SignatureText.Of(method.DecodeSignature(Signatures, null)) == signature)
            || type.GetFields().Select(assembly.Metadata.GetFieldDefinition)
                .Any(field => assembly.Metadata.StringComparer.Equals(field.Name, name) && field.DecodeSignature(Signatures, null) == signature);
        return found || (!type.BaseType.IsNil && Find(assembly, type.BaseType) is var (above, parent) && Has(above, parent, name, signature));
    }

    public static string SignatureOf(AssemblyFile assembly, MemberReference member) => member.GetKind() == MemberReferenceKind.Method
        ? SignatureText.Of(member.DecodeMethodSignature(Signatures, null))
        : member.DecodeFieldSignature(Signatures, null);

    private (AssemblyFile, TypeDefinitionHandle)? Find(string assembly, string type)
    {
        var candidates = new[] { _framework.GetValueOrDefault(assembly), Shipped.GetValueOrDefault(assembly) }.OfType<AssemblyFile>();
        foreach (var candidate in candidates)
        {
            if (candidate.Find(type) is { } handle)
            {
                return (candidate, handle);
            }

            if (candidate.ForwardOf(type) is { } target)
            {
                return Find(target, type);
            }
        }

        return null;
    }

    private static string? ScopeOf(AssemblyFile from, TypeReferenceHandle handle)
    {
        var scope = from.Metadata.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.AssemblyReference => from.Metadata.GetString(from.Metadata.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            HandleKind.TypeReference => ScopeOf(from, (TypeReferenceHandle)scope),
            _ => from.Name.Name,
        };
    }
}
