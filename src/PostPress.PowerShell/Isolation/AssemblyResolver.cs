#if !NET
using System.Reflection;

namespace PostPress.Commands;

/// <summary>
/// .NET Framework has neither load contexts nor, for a module, binding redirects: our libraries ask for other versions than the ones
/// that are shipped. Whatever is asked for and stands in our folder is loaded from there, whatever its version.
/// </summary>
internal static class AssemblyResolver
{
    public static void Attach()
    {
        var folder = Path.GetDirectoryName(typeof(AssemblyResolver).Assembly.Location)!;
        AppDomain.CurrentDomain.AssemblyResolve += (_, request) =>
        {
            // Only for assemblies from our folder: what another module asks for is its own business. A dynamic one has no location to ask for.
            if (request.RequestingAssembly is { } asking && (asking.IsDynamic || Path.GetDirectoryName(asking.Location) != folder))
            {
                return null;
            }

            var name = new AssemblyName(request.Name);
            var path = Path.Combine(folder, name.Name + ".dll");
            if (File.Exists(path))
            {
                return Assembly.LoadFrom(path);
            }

            // System.Text.Json asks for 4.0.5.0; the framework has the types in mscorlib, and beside it a facade of a lower version.
            return name.Name == "System.ValueTuple" ? typeof(ValueTuple).Assembly : null;
        };
    }
}
#endif
