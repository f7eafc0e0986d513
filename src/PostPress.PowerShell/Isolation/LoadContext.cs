#if NET
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace PostPress.Commands;

/// <summary>
/// Loads everything in <c>lib/</c> into a context of its own. Polly keeps the assembly version 8.0.0.0 for every 8.x, so an older one
/// that another module brought along would be bound silently and fail at run time.
/// </summary>
internal sealed class LoadContext : AssemblyLoadContext
{
    // What the cmdlets name directly. Of everything else in lib/ the rest of the process must not see ours.
    private static readonly string[] EntryPoints = ["PostPress.Client", "PostPress.Sandbox"];

    // The folder with the ReadyToRun code for this platform, which only a package has; the runtime refuses that of another, IL and all.
    private static readonly string ReadyToRunFolder = RuntimeInformation.ProcessArchitecture != Architecture.X64 ? ""
        : OperatingSystem.IsWindows() ? "win-x64"
        : OperatingSystem.IsLinux() ? "linux-x64"
        : "";

    private readonly string _folder;

    private LoadContext(string folder)
        : base("PostPress") => _folder = folder;

    public static void Attach()
    {
        var cmdlets = typeof(LoadContext).Assembly;
        var context = new LoadContext(Path.Combine(Path.GetDirectoryName(cmdlets.Location)!, "lib"));
        // A host can load two versions of this module, each into a context of its own: each answers for its own version only.
        // Load, not LoadFromAssemblyName: for a file that is missing, that asks here again, until the stack overflows.
        GetLoadContext(cmdlets)!.Resolving += (_, name) =>
            EntryPoints.Contains(name.Name) && name.Version == cmdlets.GetName().Version ? context.Load(name) : null;
    }

    protected override Assembly? Load(AssemblyName name)
    {
        var model = typeof(UserRelation).Assembly;
        if (name.Name == model.GetName().Name)
        {
            return model;
        }

        var file = name.Name + ".dll";
        var readyToRun = Path.Combine(_folder, ReadyToRunFolder, file);
        var path = File.Exists(readyToRun) ? readyToRun : Path.Combine(_folder, file);
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
#endif
