using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Net;
using System.Security;
using Engine = System.Management.Automation.PowerShell;

namespace PostPress.PowerShell.Tests;

/// <summary>A runspace of the real engine with the built module imported, as a user has it.</summary>
internal sealed class ModuleRunspace : IDisposable
{
    /// <summary>The key that every sandbox takes.</summary>
    public const string SandboxKey = "pp_test_sandbox_3k7d9x2f";

    private readonly Runspace _runspace;

    public ModuleRunspace()
    {
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
        Set("module", Repository.Module);
        Get("Import-Module $module");
    }

    /// <summary>A key as a user holds it.</summary>
    public static SecureString Secure(string key) => new NetworkCredential("", key).SecurePassword;

    /// <summary>Sets a variable of the runspace.</summary>
    public void Set(string name, object? value) => _runspace.SessionStateProxy.SetVariable(name, value);

    /// <summary>Begins to run a script; the caller waits for it, looks at its streams or stops it.</summary>
    public RunningScript Start(string script) => new(Create(script));

    /// <summary>Runs a script that may fail; <paramref name="onOutput"/> is called for each of its outputs.</summary>
    public ScriptResult Run(string script, Action? onOutput = null)
    {
        using var shell = Create(script);
        var output = new PSDataCollection<PSObject?>();
        output.DataAdding += (_, _) => onOutput?.Invoke();
        try
        {
            shell.Invoke(input: null, output, settings: null);
            return new ScriptResult([.. output], shell.Streams, ended: null);
        }
        catch (RuntimeException exception)
        {
            return new ScriptResult([.. output], shell.Streams, exception);
        }
    }

    /// <summary>Runs a script that must not fail, and gives its output.</summary>
    public IReadOnlyList<PSObject?> Get(string script)
    {
        var result = Run(script);
        Assert.True(result.Ended is null && result.Errors.Count == 0, $"{result.Ended} {string.Join('\n', result.Errors)}");
        return result.Output;
    }

    /// <summary>Runs a script that must not fail and has one output, and gives that.</summary>
    public T One<T>(string script) => (T)LanguagePrimitives.ConvertTo(Assert.Single(Get(script)), typeof(T), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Starts a sandbox as <c>$sandbox</c> and connects to it as to any server: its calls can be looked at.</summary>
    public void ConnectSandbox(string parameters = "")
    {
        Set("key", Secure(SandboxKey));
        Get($"$sandbox = Start-PostPressSandbox {parameters}; Connect-PostPress $key $sandbox.BaseUri -PageDelaySec 0 -RetryIntervalSec 0");
    }

    /// <summary>Connects to a server of the test, without pauses.</summary>
    public void Connect(Uri address, string key = "pp_test_0123456789abcdef", string parameters = "")
    {
        Set("key", Secure(key));
        Set("address", address);
        Get($"Connect-PostPress $key $address -PageDelaySec 0 -RetryIntervalSec 0 {parameters}");
    }

    /// <summary>The calls that <c>$sandbox</c> saw, each as <c>limit@offset</c>.</summary>
    public IReadOnlyList<string> Calls() =>
        [.. Get("$sandbox.GetCalls()").Select(call => $"{call!.Properties["Limit"].Value}@{Offset((string?)call.Properties["Cursor"].Value)}")];

    public void Dispose() => _runspace.Dispose();

    private static string Offset(string? cursor) =>
        cursor is null ? "0" : System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(cursor)).Replace("{\"v\":", "").TrimEnd('}');

    private Engine Create(string script)
    {
        var shell = Engine.Create(_runspace);
        shell.AddScript(script);
        return shell;
    }
}
