using System.Management.Automation;
using System.Runtime.CompilerServices;

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
            AssemblyResolver.Attach();
#endif
            // The engine has loaded the cmdlets only; now [PostPress.UserRelation] resolves in the next line of a script.
            RuntimeHelpers.RunModuleConstructor(typeof(UserRelation).Module.ModuleHandle);
        }
    }
}
