using System.Management.Automation;
using System.Runtime.CompilerServices;
#if !NET
using System.Reflection;
#endif

namespace PostPress.Commands;

/// <summary>Runs when the module is imported: makes sure that our libraries are found, ours and not another module's.</summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    private static int _attached;

    /// <summary>
    /// Attaches once in a process and stays: another runspace may go on using the module after one has removed it.
    /// The engine has called GetTypes() before this, so no signature, base type or field here may need one of the libraries.
    /// </summary>
    public void OnImport()
    {
        if (Interlocked.Exchange(ref _attached, 1) == 0)
        {
#if NET
            LoadContext.Attach();
#else
            AppDomain.CurrentDomain.AssemblyResolve += (_, request) => Resolve(request);
#endif
            // The engine has loaded the cmdlets only; now [PostPress.UserRelation] resolves in the next line of a script.
            RuntimeHelpers.RunModuleConstructor(typeof(UserRelation).Module.ModuleHandle);
        }
    }

#if !NET
    // .NET Framework has neither load contexts nor, for a module, binding redirects: our libraries ask for other versions than the ones that
    // are shipped. Whatever is asked for and stands in our folder is loaded from there, whatever its version.
    private static Assembly? Resolve(ResolveEventArgs request)
    {
        var folder = Path.GetDirectoryName(typeof(ModuleInitializer).Assembly.Location)!;
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
    }
#endif
}
