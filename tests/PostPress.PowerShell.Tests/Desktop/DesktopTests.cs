using System.Reflection.Metadata;

namespace PostPress.PowerShell.Tests.Desktop;

/// <summary>What can be proved about Windows PowerShell 5.1 without one: desktop/ is complete, and asks for nothing that is not there.</summary>
public sealed class DesktopTests
{
    private static readonly DesktopWorld World = new();

    [Fact]
    public void Every_assembly_reference_is_met() =>
        Assert.Empty(World.Shipped.Values.SelectMany(file => file.References.Select(World.Complaint).OfType<string>().Select(complaint => $"{file.Name.Name}: {complaint}")));

    [Fact]
    public void The_engine_is_not_shipped() => Assert.DoesNotContain(DesktopWorld.Engine, World.Shipped.Keys);

    [Fact]
    public void Nothing_is_shipped_that_nothing_refers_to()
    {
        var reached = new HashSet<string> { "PostPress.PowerShell" };
        var open = new Queue<string>(reached);
        while (open.TryDequeue(out var name))
        {
            foreach (var next in World.Shipped[name].References.Select(reference => reference.Name!).Where(World.Shipped.ContainsKey).Where(reached.Add))
            {
                open.Enqueue(next);
            }
        }

        Assert.Empty(World.Shipped.Keys.Except(reached));
    }

    [Fact]
    public void Every_type_that_our_assemblies_name_exists()
    {
        var missing = from file in World.Ours
                      from handle in file.Metadata.TypeReferences
                      where World.Find(file, handle) is null
                      select $"{file.Name.Name}: {new SignatureText().GetTypeFromReference(file.Metadata, handle, 0)}";
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_member_that_our_assemblies_use_exists()
    {
        var seen = 0;
        var missing = new List<string>();
        foreach (var file in World.Ours)
        {
            foreach (var member in file.Metadata.MemberReferences.Select(file.Metadata.GetMemberReference))
            {
                // Arrays have no definition anywhere, and a call of our own with variable arguments would name a method.
                if (World.Find(file, member.Parent) is not var (assembly, type))
                {
                    continue;
                }

                seen++;
                var (name, signature) = (file.Metadata.GetString(member.Name), DesktopWorld.SignatureOf(file, member));
                if (!World.Has(assembly, type, name, signature))
                {
                    missing.Add($"{file.Name.Name}: {new SignatureText().GetTypeFromDefinition(assembly.Metadata, type, 0)}.{name}{signature}");
                }
            }
        }

        Assert.Empty(missing);
        // A walk that finds nothing to look at proves nothing.
        Assert.InRange(seen, 500, int.MaxValue);
    }

    [Fact]
    public void A_member_that_the_framework_lacks_would_be_found()
    {
        var tests = AssemblyFile.Read(typeof(DesktopTests).Assembly.Location)!;
        Assert.Contains(tests.Metadata.TypeReferences, handle => World.Find(tests, handle) is null);
    }

    [Fact]
    public void Other_modules_keep_their_TLS_settings()
    {
        var setters = from file in World.Ours
                      from member in file.Metadata.MemberReferences.Select(file.Metadata.GetMemberReference)
                      let name = file.Metadata.GetString(member.Name)
                      where member.Parent.Kind == HandleKind.TypeReference && name.StartsWith("set_", StringComparison.Ordinal)
                      let type = new SignatureText().GetTypeFromReference(file.Metadata, (TypeReferenceHandle)member.Parent, 0)
                      select $"{type}.{name}";
        Assert.DoesNotContain(setters, setter => setter.StartsWith("System.Net.ServicePointManager.", StringComparison.Ordinal));
        Assert.Contains("System.Net.Http.HttpClientHandler.set_SslProtocols", setters);
    }
}
