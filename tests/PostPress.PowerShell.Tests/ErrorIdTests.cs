using System.Management.Automation;
using System.Reflection;
using PostPress.PowerShell.Tests.Help;

namespace PostPress.PowerShell.Tests;

/// <summary>Whatever ends a cmdlet has an id of about_PostPress_Errors: what can be foreseen its own, and the rest <c>UnexpectedError</c>.</summary>
public sealed class ErrorIdTests : IDisposable
{
    private const string Unexpected = "UnexpectedError";

    private static readonly HashSet<string> Documented = [.. new[] { 4, 5 }.SelectMany(Docs.ErrorRows).Select(row => row[0])];

    private readonly string _folder = Directory.CreateTempSubdirectory("postpress-errors-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // A fault that meets every cmdlet: the library is gone, or a scanner has it. Stop- and Disconnect- need no library.
    [Fact]
    public async Task A_module_without_its_library_says_so_in_each_cmdlet()
    {
        var outcome = await PwshProcess.RunAsync(
            $$"""
            Copy-Item '{{Path.GetDirectoryName(Repository.Module)}}' '{{_folder}}/PostPress' -Recurse
            Get-ChildItem '{{_folder}}/PostPress/core/lib' -Recurse -Include PostPress.Client.dll, PostPress.Sandbox.dll | Remove-Item
            Import-Module '{{_folder}}/PostPress/PostPress.psd1'
            $env:POSTPRESS_API_KEY = 'pp_test_0123456789abcdef'
            Set-Location '{{_folder}}'
            $arguments = @{
                'Clear-PostPressUsage' = @{ Confirm = $false }
                'Compare-PostPressRelation' = @{ Reference = @(); Difference = @() }
                'Connect-PostPress' = @{ Sandbox = $true }
                'Export-PostPressRelation' = @{ AccountId = 'acc_1'; Path = 'x.csv' }
                'Get-PostPressRelation' = @{ AccountId = 'acc_1' }
                'Remove-PostPressExport' = @{ Path = 'x.csv'; Confirm = $false }
                'Sync-PostPressRelation' = @{ AccountId = 'acc_1'; Path = 'x.csv' }
            }
            foreach ($command in Get-Command -Module PostPress | Sort-Object Name) {
                $given = if ($arguments[$command.Name]) { $arguments[$command.Name] } else { @{} }
                try { $null = & $command @given -ErrorAction Stop; "$($command.Name): no error" }
                catch { "$($_.FullyQualifiedErrorId): $($_.Exception.InnerException.GetType().Name)" }
            }
            """);

        var silent = new[] { "Disconnect-PostPress", "Stop-PostPressSandbox" };
        var names = Docs.Cmdlets.Select(help => help.Name).Order(StringComparer.OrdinalIgnoreCase);
        Assert.Equal(
            names.Select(name => silent.Contains(name) ? $"{name}: no error" : $"{Unexpected},PostPress.Commands.{name.Replace("-", "")}Command: FileNotFoundException"),
            outcome.Lines);
    }

    [Theory]
    [InlineData("Stop-PostPressSandbox $sandbox")]
    [InlineData("Disconnect-PostPress")]
    [InlineData("Connect-PostPress -Sandbox")]
    public void A_sandbox_that_cannot_be_stopped_says_so(string command)
    {
        using var runspace = new ModuleRunspace();
        runspace.Set("broken", new BrokenServer());
        runspace.Get("""
            $sandbox = (Connect-PostPress -Sandbox -PassThru).Sandbox
            $server = $sandbox.GetType().GetField('_server', 'Instance, NonPublic')
            $sound = $server.GetValue($sandbox)
            $server.SetValue($sandbox, $broken)
            """);
        try
        {
            AssertUnexpected<InvalidDataException>(runspace.Run(command).OnlyError);
        }
        finally
        {
            runspace.Get("$server.SetValue($sandbox, $sound); $sound.Dispose()");
        }
    }

    [Fact]
    public void What_fails_when_a_cmdlet_is_closed_has_the_id_too()
    {
        using var runspace = new ModuleRunspace();
        var type = runspace.One<Type>("(Get-Command Get-PostPressRelation).ImplementingType");
        var cmdlet = (IDisposable)Activator.CreateInstance(type)!;
        type.GetField("_readings", BindingFlags.Instance | BindingFlags.NonPublic)!.SetValue(cmdlet, null);

        AssertUnexpected<NullReferenceException>(Assert.Throws<RuntimeException>(cmdlet.Dispose).ErrorRecord);
    }

    [Fact]
    public void What_a_reader_of_the_output_throws_passes_as_it_is()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox();
        var result = runspace.Run("Get-PostPressRelation acc_sandbox_small", onOutput: () => throw new InvalidDataException("The reader is broken."));

        Assert.StartsWith(typeof(InvalidDataException).FullName!, result.OnlyError.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("The reader is broken.", result.OnlyError.ToString());
    }

    [Fact]
    public void Each_cmdlet_has_the_base_through_which_its_errors_pass()
    {
        using var runspace = new ModuleRunspace();
        var cmdlets = runspace.Get("Get-Command -Module PostPress").Select(command => ((CmdletInfo)command!.BaseObject).ImplementingType).ToList();
        Assert.Equal(Docs.Cmdlets.Count, cmdlets.Count);
        Assert.All(cmdlets, cmdlet => Assert.All(
            new[] { "BeginProcessing", "ProcessRecord", "EndProcessing", "StopProcessing", "Dispose" },
            step => Assert.Equal("PostPressCommand", cmdlet.GetMethod(step, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [])!.DeclaringType!.Name)));
    }

    public static TheoryData<string> Paths =>
    [
        "nodrive:/x.csv", "a\0b.csv", "Env:/x.csv", "Nowhere::x.csv", "missing/x.csv", "folder.csv", "/dev/null", new string('x', 300) + ".csv",
        "empty.csv", "binary.csv", "columns.csv", "half.csv", "half.jsonl", "circle.csv", "locked.csv", "journal.csv", "state.csv", "{AccountId}/circle.csv",
    ];

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_file_in_the_way_has_a_documented_error(string path)
    {
        MakeFiles();
        using var locked = new FileStream(Path.Combine(_folder, "locked.csv.postpress-lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox();
        runspace.Set("folder", _folder);
        runspace.Set("path", path);
        // The engine alone has no Set-Location.
        runspace.Get("$null = $ExecutionContext.SessionState.Path.SetLocation($folder)");
        string[] commands =
        [
            "Export-PostPressRelation acc_sandbox_small $path", "Export-PostPressRelation acc_sandbox_small, acc_sandbox_empty $path -Restart",
            "Sync-PostPressRelation acc_sandbox_small $path", "Compare-PostPressRelation $path @()", "Compare-PostPressRelation @() $path",
            "Get-PostPressExport $path", "Remove-PostPressExport $path",
        ];
        foreach (var command in commands)
        {
            var result = runspace.Run(command);
            var errors = result.Ended is null ? result.Errors : [.. result.Errors, result.Ended.ErrorRecord];
            Assert.All(errors, error => Assert.Contains(IdOf(error), Documented.Except([Unexpected])));
        }
    }

    private static string IdOf(ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];

    private static void AssertUnexpected<TCause>(ErrorRecord error)
    {
        Assert.Equal(Unexpected, IdOf(error));
        Assert.IsType<TCause>(error.Exception.InnerException);
        Assert.Contains(error.Exception.InnerException!.Message.TrimEnd('.'), error.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("report it, with what $Error[0].Exception.ToString() shows.", error.ToString(), StringComparison.Ordinal);
    }

    private void MakeFiles()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "folder.csv"));
        Write("empty.csv", "");
        Write("binary.csv", "\0\x01\x02\r\n\"\0");
        Write("columns.csv", "AccountId,FirstName,Note\nacc_sandbox_small,Ada,x\n");
        Write("half.csv", "AccountId,FirstName\nacc_1,\"Ada\n");
        Write("half.jsonl", "{\"account_id\":\"acc_1\",\"fir");
        Write("journal.csv.postpress-journal", "{}\n");
        Write("journal.csv.postpress-part", "rows");
        Write("state.csv", "AccountId\n");
        Write("state.csv.postpress-sync", "{}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(Path.Combine(_folder, "circle.csv"), "circle.csv");
        }
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private sealed class BrokenServer : IDisposable
    {
        public void Dispose() => throw new InvalidDataException("The server is broken.");
    }
}
