using System.Globalization;
using System.Text.RegularExpressions;

namespace PostPress.Benchmarks;

/// <summary>What a request asks for. The account's id says how long its list is and how long each page takes: <c>bench-100000-0</c>.</summary>
internal readonly partial record struct PageAddress(int Page, int Pages, int LatencyMs, int Limit)
{
    public const int PageSize = 1000;

    public static string Account(long relations, int latencyMs = 0) => $"bench-{relations}-{latencyMs}";

    public static PageAddress Read(string request)
    {
        var account = AccountPattern().Match(request);
        var cursor = CursorPattern().Match(request);
        var limit = LimitPattern().Match(request);
        return new(cursor.Success ? Number(cursor.Groups[1]) : 0, Number(account.Groups[1]) / PageSize, Number(account.Groups[2]), limit.Success ? Number(limit.Groups[1]) : PageSize);
    }

    /// <summary>How long the list of an account is.</summary>
    public static long Length(string account) => (long)Read($"account_id={account}").Pages * PageSize;

    /// <summary>After a small page too the next one of 1,000: the small ones are for readers who do not go on.</summary>
    public string? NextCursor => Page + 1 < Pages ? $"p{Page + 1}" : null;

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"account_id=bench-(\d+)-(\d+)")]
    private static partial Regex AccountPattern();

    [GeneratedRegex(@"limit=(\d+)")]
    private static partial Regex LimitPattern();

    [GeneratedRegex(@"cursor=p(\d+)")]
    private static partial Regex CursorPattern();
}
