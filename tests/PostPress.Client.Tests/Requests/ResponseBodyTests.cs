using Microsoft.Extensions.Time.Testing;

namespace PostPress.Client.Tests.Requests;

public sealed class ResponseBodyTests
{
    [Theory]
    [InlineData(0, null)]
    [InlineData(1, null)]
    [InlineData(300_000, null)]
    [InlineData(300_000, 300_000L)]
    [InlineData(300_000, 10L)]
    [InlineData(10, 300_000L)]
    [InlineData(10, 1_000_000_000_000)]
    [InlineData(5_000_000, 5_000_000L)]
    public async Task A_body_comes_whole_whatever_it_says_of_its_length(int length, long? said)
    {
        var sent = Bytes(length);
        using var body = await ReadAsync(sent, said, ResponseBody.PageMaximum);

        Assert.True(body!.Memory.Span.SequenceEqual(sent));
    }

    [Fact]
    public async Task As_many_bytes_as_allowed_are_a_body()
    {
        using var body = await ReadAsync(Bytes(1000), null, maximum: 1000);

        Assert.Equal(1000, body!.Memory.Length);
    }

    [Fact]
    public async Task One_byte_more_is_too_large()
    {
        Assert.Null(await ReadAsync(Bytes(1001), null, maximum: 1000));
    }

    // No two stretches alike, so that a buffer that grows without taking its bytes along shows.
    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private static async Task<ResponseBody?> ReadAsync(byte[] bytes, long? said, int maximum)
    {
        using var timer = new IdleTimeout(new FakeTimeProvider(), TimeSpan.FromSeconds(30), default);
        using var stream = new MemoryStream(bytes);
        return await ResponseBody.ReadAsync(stream, said, maximum, timer);
    }
}
