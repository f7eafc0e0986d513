using System.Reflection;
#if NET
using System.Runtime.Loader;
#endif

namespace PostPress.Commands;

#if NET
/// <summary>
/// Loads everything in <c>lib/</c> into a context of its own. Polly keeps the assembly version 8.0.0.0 for every 8.x, so an older one
/// that another module brought along would be bound silently and fail at run time.
/// </summary>
internal sealed class Libraries : AssemblyLoadContext
{
    // What the cmdlets name directly. Of everything else in lib/ the rest of the process must not see ours.
    private static readonly string[] EntryPoints = ["PostPress.Client", "PostPress.Sandbox"];

    private readonly string _folder;

    private Libraries(string folder)
        : base("PostPress") => _folder = folder;

    public static void Attach()
    {
        var cmdlets = typeof(Libraries).Assembly;
        var context = new Libraries(Path.Combine(Path.GetDirectoryName(cmdlets.Location)!, "lib"));
        // A host can load two versions of this module, each into a context of its own: each answers for its own version only.
        GetLoadContext(cmdlets)!.Resolving += (_, name) =>
            EntryPoints.Contains(name.Name) && name.Version == cmdlets.GetName().Version ? context.LoadFromAssemblyName(name) : null;
    }

    protected override Assembly? Load(AssemblyName name)
    {
        var model = typeof(UserRelation).Assembly;
        if (name.Name == model.GetName().Name)
        {
            return model;
        }

        var path = Path.Combine(_folder, name.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
#else
/// <summary>
/// .NET Framework has neither load contexts nor, for a module, binding redirects: our libraries ask for other versions than the ones
/// that are shipped. Whatever is asked for and stands in our folder is loaded from there, whatever its version.
/// </summary>
internal static class Libraries
{
    public static void Attach()
    {
        var folder = Path.GetDirectoryName(typeof(Libraries).Assembly.Location)!;
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
