using System.Management.Automation;

namespace PostPress.PowerShell.Tests;

/// <summary>Errors behave as PowerShell people expect.</summary>
public sealed class ErrorBehaviourTests
{
    private const string Failing = "Get-PostPressRelation acc_error_expired_credentials, acc_sandbox_small -First 1";

    [Fact]
    public void The_list_of_type_names_is_the_documented_one() => Assert.Equal(39, ErrorTypeTests.Types.Count());

    [Fact]
    public void The_last_error_is_the_one_that_struck()
    {
        using var runspace = Sandbox();
        var result = runspace.Run($"$Error.Clear(); $null = {Failing}; $Error.Count; $Error[0].FullyQualifiedErrorId");
        Assert.Equal([1, "expired_credentials,PostPress.Commands.GetPostPressRelationCommand"], result.Output.Select(item => item!.BaseObject));
    }

    [Fact]
    public void With_stop_it_can_be_caught_by_its_type_and_the_next_account_does_not_go_on()
    {
        using var runspace = Sandbox();
        var output = runspace.Get($$"""
            try { {{Failing}} -ErrorAction Stop; 'not here' }
            catch [PostPress.PostPressApiException] { $_.Exception.Id; $_.Exception.Status }
            """);
        Assert.Equal(["expired_credentials", 401], output.Select(item => item!.BaseObject));
        Assert.Single(runspace.Calls());
    }

    [Fact]
    public void The_preference_of_the_script_stops_it_too()
    {
        using var runspace = Sandbox();
        var result = runspace.Run($"$ErrorActionPreference = 'Stop'; {Failing}");
        Assert.Empty(result.Output);
        Assert.StartsWith("expired_credentials,", result.Ended!.ErrorRecord.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_variable_collects_it()
    {
        using var runspace = Sandbox();
        var ids = runspace.Get($"$null = {Failing} -ErrorAction SilentlyContinue -ErrorVariable failed; $failed.Count; $failed[0].TargetObject");
        Assert.Equal([1, "acc_error_expired_credentials"], ids.Select(item => item!.BaseObject));
    }

    [Fact]
    public void Silenced_it_is_in_the_list_of_errors_all_the_same()
    {
        using var runspace = Sandbox();
        Assert.Equal(1, runspace.One<int>($"$Error.Clear(); $null = {Failing} -ErrorAction SilentlyContinue; $Error.Count"));
        Assert.Equal(0, runspace.One<int>($"$Error.Clear(); $null = {Failing} -ErrorAction Ignore; $Error.Count"));
    }

    [Fact]
    public void The_success_variable_is_false_after_an_error_and_true_without()
    {
        using var runspace = Sandbox();
        var success = runspace.Run($"$null = {Failing}; $?; $null = Get-PostPressRelation acc_sandbox_small; $?").Output;
        Assert.Equal([false, true], success.Select(item => item!.BaseObject));
    }

    [Fact]
    public void The_message_names_the_account_the_status_and_the_request()
    {
        using var runspace = Sandbox();
        var message = runspace.Run(Failing).OnlyError.ToString();
        Assert.Contains("'acc_error_expired_credentials'", message, StringComparison.Ordinal);
        Assert.Contains("HTTP 401", message, StringComparison.Ordinal);
        Assert.Contains("req_sandbox_", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_type_degrades_to_its_status()
    {
        using var server = new RawServer((_, _) => RawAnswer.Status(418, """{"title":"Teapot","type":"errors/short_and_stout","status":418}"""));
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri);
        var error = runspace.Run("Get-PostPressRelation acc_1").OnlyError;

        Assert.StartsWith("short_and_stout,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }

    private static ModuleRunspace Sandbox()
    {
        var runspace = new ModuleRunspace();
        runspace.ConnectSandbox();
        return runspace;
    }
}
