using Microsoft.Extensions.Time.Testing;

namespace PostPress.Client.Tests.Requests;

/// <summary>A rate limit that strikes several accounts at once is the key's.</summary>
public sealed class KeyPauseTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 25, 3, 15, 0, TimeSpan.Zero));

    [Fact]
    public void One_account_that_is_told_to_wait_slows_no_other()
    {
        var pause = new KeyPause(_clock);
        pause.Tell("acc_1", TimeSpan.FromSeconds(30));
        pause.Tell("acc_1", TimeSpan.FromSeconds(60));

        Assert.Equal(TimeSpan.Zero, pause.Left);
    }

    [Fact]
    public void Several_have_all_wait_for_the_longest()
    {
        var pause = new KeyPause(_clock);
        pause.Tell("acc_1", TimeSpan.FromSeconds(30));
        _clock.Advance(TimeSpan.FromSeconds(10));
        pause.Tell("acc_2", TimeSpan.FromSeconds(40));
        Assert.Equal(TimeSpan.FromSeconds(40), pause.Left);

        // The first wait is over: the other one is of one account again.
        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(TimeSpan.Zero, pause.Left);
    }
}
