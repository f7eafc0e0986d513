using System.Text.Json;

namespace PostPress.Client.Tests.Connection;

public sealed class ConnectionMaskTests
{
    [Theory]
    [InlineData("pp_live_0123456789abc9x2f", "pp_live_…9x2f")]
    [InlineData("pp_test_0123456789abc9x2f", "pp_test_…9x2f")]
    [InlineData("another_kind_of_key_9x2f", "…9x2f")]
    [InlineData("pp_live_12345678", "pp_live_…5678")]
    [InlineData("pp_live_1234567", "pp_live_…")]
    [InlineData("pp_live_", "pp_live_…")]
    [InlineData("short", "…")]
    [InlineData("x", "…")]
    public void Only_the_kind_and_the_end_of_a_long_key_show(string key, string mask)
    {
        Assert.Equal(mask, Make.Connection(key: key).MaskedKey);
    }

    [Fact]
    public void Text_and_json_of_a_connection_hold_the_mask_and_not_the_key()
    {
        var connection = Make.Connection(key: "pp_live_0123456789abc9x2f");

        Assert.Equal("https://api.example/v1 (pp_live_…9x2f)", connection.ToString());
        Assert.DoesNotContain("0123456789", JsonSerializer.Serialize(connection), StringComparison.Ordinal);
    }

    [Fact]
    public void A_walk_over_everything_public_does_not_find_the_key()
    {
        Assert.DoesNotContain(Walk.Texts(Make.Connection()), text => text.Contains(Make.Key, StringComparison.Ordinal));
    }

    [Fact]
    public void Other_settings_leave_address_key_and_accounts_as_they_are()
    {
        var connection = Make.Connection("http://127.0.0.1:1/v1");
        var changed = connection.With(connection.Settings with { MaximumRetryCount = 9 });

        Assert.Equal(9, changed.Settings.MaximumRetryCount);
        Assert.Equal(connection.BaseUri, changed.BaseUri);
        Assert.Equal(Make.Key, changed.RevealKey());
    }
}
