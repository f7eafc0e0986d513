namespace PostPress.PowerShell.Tests;

/// <summary>What is asked for: each call as limit@offset, as the server saw it.</summary>
public sealed class PagingTests
{
    [Theory]
    [InlineData("", 250, "1000@0")]
    [InlineData("-PageSize 100", 250, "100@0 100@100 100@200")]
    [InlineData("-PageSize 250", 250, "250@0")]
    [InlineData("-PageSize 249", 250, "249@0 249@249")]
    [InlineData("-First 10", 10, "10@0")]
    [InlineData("-First 10 -PageSize 4", 10, "4@0 4@4 2@8")]
    [InlineData("-First 8 -PageSize 4", 8, "4@0 4@4")]
    [InlineData("-First 250", 250, "250@0")]
    [InlineData("-First 2000", 250, "1000@0")]
    [InlineData("-First 18446744073709551615", 250, "1000@0")]
    [InlineData("-First 1 -PageSize 1", 1, "1@0")]
    [InlineData("-Skip 10", 240, "1000@0")]
    [InlineData("-Skip 10 -First 5", 5, "15@0")]
    [InlineData("-Skip 10 -First 5 -PageSize 4", 5, "4@0 4@4 4@8 3@12")]
    [InlineData("-Skip 8 -First 4 -PageSize 4", 4, "4@0 4@4 4@8")]
    [InlineData("-Skip 250", 0, "1000@0")]
    [InlineData("-Skip 300 -PageSize 100", 0, "100@0 100@100 100@200")]
    [InlineData("-Skip 18446744073709551615 -First 18446744073709551615 -PageSize 1000", 0, "1000@0")]
    [InlineData("-First 0", 0, "")]
    [InlineData("-First 0 -Skip 5 -PageSize 4", 0, "")]
    [InlineData("-Cursor eyJ2IjoxMDB9 -PageSize 100", 150, "100@100 100@200")]
    [InlineData("-Cursor eyJ2IjoxMDB9 -Skip 2 -First 3", 3, "5@100")]
    [InlineData("-Cursor eyJ2IjoyNTB9", 0, "1000@250")]
    public void No_more_is_asked_for_than_is_needed(string parameters, int count, string calls)
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox("-RelationCount 250");
        Assert.Equal(count, runspace.Get($"Get-PostPressRelation acc_sandbox_main {parameters}").Count);
        Assert.Equal(calls, string.Join(' ', runspace.Calls()));
    }

    [Theory]
    [InlineData("-Skip 10 -First 5 -PageSize 4", 10, 5)]
    [InlineData("-First 7 -PageSize 3", 0, 7)]
    [InlineData("-Skip 247 -PageSize 20", 247, 3)]
    public void The_relations_are_those_of_the_whole_list_at_that_place(string parameters, int from, int count)
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox("-RelationCount 250");
        var whole = runspace.Get("(Get-PostPressRelation acc_sandbox_main).MemberId").Select(id => (string)id!.BaseObject);
        var part = runspace.Get($"(Get-PostPressRelation acc_sandbox_main {parameters}).MemberId").Select(id => (string)id!.BaseObject);
        Assert.Equal(whole.Skip(from).Take(count), part);
    }

    [Theory]
    [InlineData("-First 6 -PageSize 4", "4@0 2@4 4@0 2@4", 12)]
    [InlineData("-Skip 20 -First 10", "30@0 30@0", 15)]
    [InlineData("-First 0", "", 0)]
    public void First_and_skip_count_for_each_account_by_itself(string parameters, string calls, int count)
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox("-RelationCount 250");
        Assert.Equal(count, runspace.Get($"'acc_sandbox_main', 'acc_sandbox_small' | Get-PostPressRelation {parameters}").Count);
        Assert.Equal(calls, string.Join(' ', runspace.Calls()));
    }

    [Theory]
    [InlineData("-PageSize 0")]
    [InlineData("-PageSize 1001")]
    [InlineData("-First -1")]
    [InlineData("-Cursor ''")]
    public void What_can_not_be_is_refused_before_any_call(string parameters)
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox();
        var result = runspace.Run($"Get-PostPressRelation acc_sandbox_main {parameters}");
        Assert.IsAssignableFrom<System.Management.Automation.ParameterBindingException>(result.OnlyError.Exception);
        Assert.Empty(runspace.Calls());
    }

    [Fact]
    public void The_total_count_comes_first_and_says_that_it_is_unknown()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox();
        // The count's text is made by a script, so it is asked for in the runspace.
        var output = runspace.Get("Get-PostPressRelation acc_sandbox_small, acc_sandbox_empty -First 2 -IncludeTotalCount | ForEach-Object { $_.GetType().Name, $_.ToString() }")
            .Select(text => (string)text!.BaseObject).ToList();

        Assert.Equal("UInt64", output[0]);
        Assert.StartsWith("Unknown", output[1], StringComparison.Ordinal);
        Assert.Equal(["UserRelation", "UserRelation", "UInt64"], [output[2], output[4], output[6]]);
        Assert.Equal(output[1], output[7]);
    }
}
