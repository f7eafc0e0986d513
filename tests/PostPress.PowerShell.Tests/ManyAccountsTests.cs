using System.Globalization;
using System.Web;

namespace PostPress.PowerShell.Tests;

/// <summary>Forty accounts, eight at once.</summary>
public sealed class ManyAccountsTests
{
    private const int Accounts = 40;
    private const int Length = 2_500;

    private readonly Dictionary<string, int> _inFlight = [];
    private readonly Lock _gate = new();
    private int _all;
    private int _mostOfAll;
    private int _mostOfOne;

    [Fact]
    public void Forty_accounts_are_complete_with_one_call_at_a_time_each()
    {
        using var server = Server(TimeSpan.FromMilliseconds(20));
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
        Assert.Equal(1, _mostOfOne);
        Assert.InRange(_mostOfAll, 2, 8);
    }

    [Fact]
    public void Forty_accounts_take_little_more_memory_than_one()
    {
        const int MostMegabytes = 50;
        using var server = Server(TimeSpan.Zero);
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri);

        // What is held, at places spread over the run.
        const string Measure = " | ForEach-Object -Begin { $most = 0L; $at = 0 } -Process { if (++$at % 10000 -eq 0) { $most = [Math]::Max($most, [GC]::GetTotalMemory($true)) } } -End { $most }";
        var one = runspace.One<long>("1..4 | ForEach-Object { Get-PostPressRelation acc_1 -PageSize 500 }" + Measure);
        var all = runspace.One<long>($"1..{Accounts} | ForEach-Object {{ \"acc_$_\" }} | Get-PostPressRelation -ThrottleLimit 8 -PageSize 500" + Measure);

        Assert.InRange((all - one) / 1024 / 1024, -MostMegabytes, MostMegabytes);
    }

    /// <summary>An API of any number of accounts, each with a list of the same length; it counts how many calls are in flight.</summary>
    private RawServer Server(TimeSpan latency) => new(head => async (stream, stop) =>
    {
        var query = HttpUtility.ParseQueryString(head.Split('?', ' ')[2]);
        var account = query["account_id"]!;
        Count(account, 1);
        await Task.Delay(latency, stop);
        Count(account, -1);
        await RawAnswers.Whole(200, Page(account, query["cursor"], query["limit"]!))(stream, stop);
    });

    private void Count(string account, int calls)
    {
        lock (_gate)
        {
            _mostOfOne = Math.Max(_mostOfOne, _inFlight[account] = _inFlight.GetValueOrDefault(account) + calls);
            _mostOfAll = Math.Max(_mostOfAll, _all += calls);
        }
    }

    private static string Page(string account, string? cursor, string limit)
    {
        var begin = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
        var end = Math.Min(Length, begin + int.Parse(limit, CultureInfo.InvariantCulture));
        var items = string.Join(',', Enumerable.Range(begin, end - begin).Select(number => $$"""{"member_id":"{{account}}-{{number}}","first_name":"Ada"}"""));
        return $$"""{"object":"UserRelationsList","items":[{{items}}],"cursor":{{(end < Length ? $"\"{end}\"" : "null")}}}""";
    }
}
