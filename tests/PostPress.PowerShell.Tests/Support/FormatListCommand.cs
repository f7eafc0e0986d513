using System.Management.Automation;
using System.Reflection;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace PostPress.PowerShell.Tests;

/// <summary><c>Format-List</c> with all its parameters: the engine's package has all of it but the few lines that make it a cmdlet.</summary>
[Cmdlet(VerbsCommon.Format, "List")]
public sealed class FormatListCommand : OuterFormatTableAndListBase
{
    public FormatListCommand()
    {
        var engine = typeof(OuterFormatTableAndListBase).Assembly;
        var shape = engine.GetType("Microsoft.PowerShell.Commands.Internal.Format.FormatShape", throwOnError: true)!;
        var inner = engine.GetType("Microsoft.PowerShell.Commands.Internal.Format.InnerFormatShapeCommand", throwOnError: true)!;
        const BindingFlags any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var implementation = Activator.CreateInstance(inner, any, binder: null, [Enum.Parse(shape, "List")], culture: null);
        typeof(FrontEndCommandBase).GetField("implementation", any)!.SetValue(this, implementation);
    }
}
