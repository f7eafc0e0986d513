namespace PostPress.PowerShell.Tests;

public sealed class ExportTests : IDisposable
{
    private readonly ModuleRunspace _runspace = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("postpress-").FullName;

    public ExportTests() => _runspace.Set("folder", _folder);

    public void Dispose()
    {
        _runspace.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void It_is_silent_and_the_file_is_there()
    {
        _runspace.ConnectSandbox("-RelationCount 1200");
        Assert.Empty(_runspace.Get("Export-PostPressRelation acc_sandbox_main $folder/r.jsonl"));
        Assert.Equal(1200, File.ReadAllLines(Path.Combine(_folder, "r.jsonl")).Length);
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void PassThru_has_the_status_and_a_second_run_resumes()
    {
        _runspace.ConnectSandbox("-RelationCount 3000 -Fault 'Error,Status=403,Page=3'");
        var failed = _runspace.Run("Export-PostPressRelation acc_sandbox_main $folder/r.csv -PassThru");
        Assert.StartsWith("insufficient_permissions,", failed.OnlyError.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("The same command resumes from here", failed.OnlyError.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("insufficient_permissions", Assert.Single(failed.Output)!.Properties["Status"].Value);
        Assert.False(File.Exists(Path.Combine(_folder, "r.csv")));

        var whole = Assert.Single(_runspace.Get("Export-PostPressRelation acc_sandbox_main $folder/r.csv -PassThru"))!;
        Assert.Equal(("Complete", 3000L, 2000L), (whole.Properties["Status"].Value, whole.Properties["Rows"].Value, whole.Properties["ResumedFrom"].Value));
        Assert.True(File.Exists(Path.Combine(_folder, "r.csv")));
    }

    [Fact]
    public void Accounts_from_the_pipeline_go_into_one_file_none_twice()
    {
        _runspace.ConnectSandbox("-RelationCount 30");
        _runspace.Get("'acc_sandbox_small', 'acc_sandbox_main', 'acc_sandbox_small' | Export-PostPressRelation -Path $folder/r.jsonl");
        Assert.Equal(55, File.ReadAllLines(Path.Combine(_folder, "r.jsonl")).Length);
    }

    [Fact]
    public void What_if_makes_no_call_and_no_file()
    {
        _runspace.ConnectSandbox();
        _runspace.Get("Export-PostPressRelation acc_sandbox_main $folder/r.csv -WhatIf");
        Assert.Empty(_runspace.Calls());
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void An_empty_pipeline_writes_no_file()
    {
        _runspace.ConnectSandbox();
        _runspace.Get("@() | Export-PostPressRelation -Path $folder/r.csv");
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("$folder/r.txt", "FormatUnknown")]
    [InlineData("$folder/nowhere/r.csv", "ExportFolderNotFound")]
    [InlineData("Variable:r.csv", "PathNotFileSystem")]
    public void A_target_that_can_not_be_written_is_a_terminating_error(string path, string id)
    {
        _runspace.ConnectSandbox();
        Assert.StartsWith(id + ",", _runspace.Terminating($"Export-PostPressRelation acc_sandbox_main {path}").FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_runspace.Calls());
    }

    [Theory]
    [InlineData("-NoClobber", "ExportTargetExists", "ResourceExists")]
    [InlineData("-Filter other", "ExportOtherExport", "InvalidOperation")]
    public void What_is_in_the_way_is_named(string parameter, string id, string category)
    {
        _runspace.ConnectSandbox("-RelationCount 3000 -Fault 'Error,Status=403,Page=2'");
        File.WriteAllText(Path.Combine(_folder, "r.csv"), "old");
        _runspace.Run("Export-PostPressRelation acc_sandbox_main $folder/r.csv");

        var error = _runspace.Terminating($"Export-PostPressRelation acc_sandbox_main $folder/r.csv {parameter}");
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(category, error.CategoryInfo.Category.ToString());
        Assert.Equal("old", File.ReadAllText(Path.Combine(_folder, "r.csv")));
    }

    [Fact]
    public void The_format_can_be_given_against_the_extension()
    {
        _runspace.ConnectSandbox("-RelationCount 5");
        _runspace.Get("Export-PostPressRelation acc_sandbox_main $folder/r.txt -Format JsonLines");
        Assert.StartsWith("{\"account_id\"", File.ReadAllText(Path.Combine(_folder, "r.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_encoding_can_go_without_the_byte_order_mark()
    {
        _runspace.ConnectSandbox("-RelationCount 5");
        _runspace.Get("Export-PostPressRelation acc_sandbox_main $folder/r.csv -Encoding utf8NoBOM");
        Assert.Equal((byte)'A', File.ReadAllBytes(Path.Combine(_folder, "r.csv"))[0]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(9)]
    public async Task The_killed_shell_of_a_user_resumes_to_the_same_bytes(int atCall)
    {
        _runspace.ConnectSandbox("-RelationCount 2500 -Fault 'Latency,Seconds=0.05'");
        _runspace.Get("Export-PostPressRelation acc_sandbox_main $folder/undisturbed.csv -PageSize 250");
        var before = _runspace.Calls().Count;
        var script = Path.Combine(_folder, "export.ps1");
        await File.WriteAllTextAsync(script, $"Connect-PostPress -PageDelaySec 0; Export-PostPressRelation acc_sandbox_main '{_folder}/r.csv' -PageSize 250");
        var environment = new Dictionary<string, string>
        {
            ["POSTPRESS_API_KEY"] = ModuleRunspace.SandboxKey,
            ["POSTPRESS_BASE_URI"] = _runspace.One<string>("$sandbox.BaseUri.AbsoluteUri"),
        };

        using (var victim = ShellProcess.Start(environment, script))
        {
            SpinWait.SpinUntil(() => _runspace.Calls().Count >= before + atCall, TimeSpan.FromSeconds(60));
            victim.Kill();
        }

        Assert.False(File.Exists(Path.Combine(_folder, "r.csv")));
        using var again = ShellProcess.Start(environment, script);
        var outcome = await again.EndAsync();
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Output.Trim()));
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(_folder, "undisturbed.csv")), await File.ReadAllBytesAsync(Path.Combine(_folder, "r.csv")));
    }
}
