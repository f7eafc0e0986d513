using System.Runtime.CompilerServices;

namespace PostPress.PowerShell.Tests;

/// <summary>The environment of whoever runs the tests must not decide them.</summary>
internal static class CleanEnvironment
{
    [ModuleInitializer]
    internal static void Clear()
    {
        Environment.SetEnvironmentVariable("POSTPRESS_API_KEY", null);
        Environment.SetEnvironmentVariable("POSTPRESS_BASE_URI", null);
        // Nor may the tests write into the ledger of calls of whoever runs them.
        Environment.SetEnvironmentVariable("POSTPRESS_STATE", "off");
        // `./build.ps1 -Task Test` runs in a pwsh, and hands on where that one's own modules are: this engine can't load them.
        Environment.SetEnvironmentVariable("PSModulePath", null);
    }
}
