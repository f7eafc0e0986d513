using System.Text;

namespace PostPress.Client.Tests.Ledger;

/// <summary>The file of a ledger: private, small, sound or set aside, and never a reason to fail.</summary>
public sealed class LedgerFileTests
{
    private static readonly byte[] NoLedger = Encoding.UTF8.GetBytes("PK\u0003\u0004 something else");

    public static TheoryData<string, Func<byte[], byte[]>> Damages => new()
    {
        { "empty", static _ => [] },
        { "truncated", static bytes => bytes[..(bytes.Length / 2)] },
        { "one bit", static bytes => Flip(bytes) },
        { "zeros", static bytes => new byte[bytes.Length] },
        { "foreign", static _ => NoLedger },
        { "other text with a hash", static _ => WithHash("{\"Version\":1}") },
        { "no JSON with a hash", static _ => WithHash("Version 1") },
        { "of another version", static bytes => WithHash(Encoding.UTF8.GetString(bytes).Split('\n')[0].Replace("\"Version\":1", "\"Version\":2", StringComparison.Ordinal)) },
        { "of another account", static bytes => WithHash(Encoding.UTF8.GetString(bytes).Split('\n')[0].Replace(Ledgered.Account, "acc_2", StringComparison.Ordinal)) },
        { "huge", static _ => new byte[3 << 20] },
    };

    [Theory]
    [MemberData(nameof(Damages), DisableDiscoveryEnumeration = true)]
    public async Task A_file_that_is_no_sound_ledger_is_set_aside(string what, Func<byte[], byte[]> damage)
    {
        using var run = new Ledgered();
        await run.ReadAsync();
        var path = Assert.Single(run.Files);
        var damaged = damage(await File.ReadAllBytesAsync(path));
        await File.WriteAllBytesAsync(path, damaged);
        Assert.Empty(CallLedger.Find(run.Folder)!.Read(run.Clock, 0));
        await run.ReadAsync();
        await run.ReadAsync();

        var aside = Assert.Single(run.Events.Of(nameof(RunNotice.LedgerSetAside)));
        Assert.Equal(Ledgered.Account, aside.AccountId);
        Assert.Contains($"'{path}.damaged'", aside.Message, StringComparison.Ordinal);
        Assert.Equal(damaged, await File.ReadAllBytesAsync(path + ".damaged"));
        Assert.True(run.Usage.Calls == 2, what);
    }

    [Fact]
    public async Task A_ledger_that_is_damaged_again_and_again_does_not_fill_the_folder()
    {
        using var run = new Ledgered();
        for (var i = 0; i < 5; i++)
        {
            await run.ReadAsync();
            await File.WriteAllBytesAsync(Assert.Single(run.Files), NoLedger);
        }

        Assert.Equal(3, Directory.GetFiles(run.Folder).Length);
        await run.ReadAsync();
        await CallLedger.Find(run.Folder)!.ClearAsync(run.Usage, CancellationToken.None);
        Assert.EndsWith(".lock", Assert.Single(Directory.GetFiles(run.Folder)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_half_of_a_file_that_a_crash_left_beside_it_does_no_harm()
    {
        using var run = new Ledgered();
        await run.ReadAsync();
        await File.WriteAllBytesAsync(Assert.Single(run.Files) + "~", NoLedger);
        await run.ReadAsync();

        Assert.Equal(2, run.Usage.Calls);
        Assert.DoesNotContain(run.Events, seen => seen is RunNotice { Id: nameof(RunNotice.LedgerSetAside) or nameof(RunNotice.LedgerUnavailable) });
    }

    [Fact]
    public async Task The_file_has_the_account_and_not_the_key()
    {
        using var run = new Ledgered();
        run.Api.Refuse = _ => new Refusal(401, "disconnected_account");
        await run.FailAsync();
        var text = await File.ReadAllTextAsync(Assert.Single(run.Files));

        Assert.Contains($"\"AccountId\":\"{Ledgered.Account}\"", text, StringComparison.Ordinal);
        Assert.Matches("\"Key\":\"[0-9A-F]{8}\"", text);
        Assert.False(new SafeText(Make.Key).HoldsSecret(text));
        Assert.DoesNotContain(Make.Key[^4..], text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_of_calls_stays_small()
    {
        var step = Scale.Of(60, 7);
        var begin = DateTimeOffset.UtcNow;
        var usage = new AccountUsage { BaseUri = "https://api.example/v1", AccountId = Ledgered.Account };
        for (var second = 0; second < 3 * 86_400; second += step)
        {
            var now = begin.AddSeconds(second);
            usage = usage.At(now).WithCall(now).WithCall(now).WithWholeRead(now);
        }

        Assert.InRange(usage.CallsInDay, 2 * 86_400 / step, (2 * 86_400 / step) + 20);
        Assert.InRange(System.Text.Json.JsonSerializer.Serialize(usage, LedgerContext.Default.AccountUsage).Length, 1, 128 * 1024);
    }

    [Fact]
    public async Task A_ledger_that_is_locked_all_the_time_is_done_without()
    {
        using var run = new Ledgered(pages: 3);
        await run.ReadAsync();
        using (FileLock.TryAcquire(Assert.Single(run.Files) + ".lock", isKept: true))
        {
            var reading = await run.ReadAsync();
            Assert.Equal(3, reading.Relations.Count);
        }

        Assert.Single(run.Events.Of(nameof(RunNotice.LedgerUnavailable)));
        Assert.Equal(5, run.Usage.Calls);
    }

    [Fact]
    public async Task A_folder_that_can_not_be_is_done_without()
    {
        using var run = new Ledgered(pages: 3) { Settings = Make.Settings with { PageDelaySec = 2, MaximumCallsPerDay = 1 } };
        Directory.CreateDirectory(Path.GetDirectoryName(run.Folder)!);
        await File.WriteAllTextAsync(run.Folder, "a file");
        await ReadWithoutLedgerAsync(run);
        run.Folder = Path.Combine(run.Folder, "below a file");
        await ReadWithoutLedgerAsync(run);
    }

    [Fact]
    public async Task A_folder_that_takes_no_files_is_done_without()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self/fdinfo"), "There is no /proc here.");
        // Even root makes no file there. Not /proc/self, which is a link.
        var process = $"/proc/{System.Diagnostics.Process.GetCurrentProcess().Id}";
        using var run = new Ledgered(pages: 3) { Folder = process };
        await ReadWithoutLedgerAsync(run);
        run.Folder = process + "/postpress";
        await ReadWithoutLedgerAsync(run);
    }

    [Theory]
    [InlineData("off")]
    [InlineData(" OFF ")]
    public void It_can_be_switched_off(string state)
    {
        Assert.Null(CallLedger.Find(state));
        Assert.Null(CallLedger.FolderFor(Make.Connection(), state));
    }

    [Theory]
    [InlineData("https://api.example/v1", false, true)]
    [InlineData("http://127.0.0.1:5080/v1", false, false)]
    [InlineData("http://localhost:5080/v1", false, false)]
    [InlineData("http://[::1]:5080/v1", true, true)]
    public void The_local_host_has_one_only_where_it_is_wanted(string address, bool useLedger, bool has) =>
        Assert.Equal(has, CallLedger.FolderFor(Make.Connection(address, settings: Make.Settings with { UseLedger = useLedger }), "/somewhere") is not null);

    private static async Task ReadWithoutLedgerAsync(Ledgered run)
    {
        run.Events.Clear();
        var reading = await run.ReadAsync();
        Assert.Equal(3, reading.Relations.Count);
        Assert.Contains($"'{run.Folder}'", Assert.Single(run.Events.Of(nameof(RunNotice.LedgerUnavailable))).Message, StringComparison.Ordinal);
        // Its own pace it keeps.
        Assert.Equal(run.Settings.PageDelaySec > 0 ? 4 : 0, run.Events.Of(CallDelay.Pace).Count());
    }

    private static byte[] WithHash(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        return [.. bytes, .. Encoding.ASCII.GetBytes("\n" + ContentHash.Of(bytes) + "\n")];
    }

    private static byte[] Flip(byte[] bytes)
    {
        var flipped = (byte[])bytes.Clone();
        flipped[flipped.Length / 2] ^= 1;
        return flipped;
    }
}
