namespace PostPress.PowerShell.Tests;

/// <summary>Forty accounts, eight at once.</summary>
public sealed class ManyAccountsTests
{
    private const int Accounts = 40;
    private const int Length = 2_500;

    [Fact]
    public void Forty_accounts_are_complete_with_one_call_at_a_time_each()
    {
        using var server = new ManyAccountsServer(Length, TimeSpan.FromMilliseconds(20));
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri);

        var seen = runspace.Get($$"""
            $next = @{}
            1..{{Accounts}} | ForEach-Object { "acc_$_" } | Get-PostPressRelation -ThrottleLimit 8 -PageSize 500 | ForEach-Object {
                $number = [int] $next[$_.AccountId]
                if ($_.MemberId -ne "$($_.AccountId)-$number") { "$($_.MemberId) came in the place of $number" }
                $next[$_.AccountId] = $number + 1
            }
            $next.Values
            """);

        Assert.Equal(Enumerable.Repeat((object)Length, Accounts), seen.Select(value => value!.BaseObject));
        Assert.Equal(1, server.MostOfOne);
        Assert.InRange(server.MostOfAll, 2, 8);
    }

    [Fact]
    public void Forty_accounts_take_little_more_memory_than_one()
    {
        const int MostMegabytes = 50;
        using var server = new ManyAccountsServer(Length, TimeSpan.Zero);
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri);

        // What is held, at places spread over the run.
        const string Measure = " | ForEach-Object -Begin { $most = 0L; $at = 0 } -Process { if (++$at % 10000 -eq 0) { $most = [Math]::Max($most, [GC]::GetTotalMemory($true)) } } -End { $most }";
        var one = runspace.One<long>("1..4 | ForEach-Object { Get-PostPressRelation acc_1 -PageSize 500 }" + Measure);
        var all = runspace.One<long>($"1..{Accounts} | ForEach-Object {{ \"acc_$_\" }} | Get-PostPressRelation -ThrottleLimit 8 -PageSize 500" + Measure);

        Assert.InRange((all - one) / 1024 / 1024, -MostMegabytes, MostMegabytes);
    }
}
