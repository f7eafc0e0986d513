using System.Buffers;

namespace PostPress.Client;

/// <summary>Reads a body into a rented buffer: no more bytes than allowed, counted after decompression, and no slower than allowed.</summary>
internal static class BodyReader
{
    /// <summary>The most bytes of a page, decompressed: 1,000 relations have less than 2 MiB.</summary>
    public const int PageMaximum = 64 * 1024 * 1024;

    /// <summary>The most bytes of an error.</summary>
    public const int ErrorMaximum = 1024 * 1024;

    // What a body says of its length is believed so far and no further: a lie costs no memory.
    private const int LargestExpectation = 2 * 1024 * 1024;

    // A body must bring so much within each time-out, or it is a drip that would never end.
    private const int MinimumFlow = 16 * 1024;

    /// <summary>Reads to the end. The caller disposes the result, which gives the buffer back.</summary>
    /// <param name="stream">The body.</param>
    /// <param name="expected">The bytes that it says it has, so that the buffer need not grow; <see langword="null"/> where it does not say.</param>
    /// <param name="maximum">The most bytes to take.</param>
    /// <param name="timer">Ends a body that is idle.</param>
    /// <exception cref="BodyTooLargeException">The body has more bytes than <paramref name="maximum"/>.</exception>
    public static async Task<RentedBody> ReadAsync(Stream stream, long? expected, int maximum, IdleTimeout timer)
    {
        // One byte more: the buffer must not be full before the end has been seen.
        var body = new RentedBody((int)Math.Min(expected ?? RentedBody.UsualLength, LargestExpectation) + 1);
        try
        {
            var flowed = 0;
            while (true)
            {
                var read = await stream.ReadAsync(body.Array, body.Length, body.Free, timer.Token).ConfigureAwait(false);
                if (read == 0)
                {
                    return body;
                }

                body.Length += read;
                flowed += read;
                if (body.Length > maximum)
                {
                    throw new BodyTooLargeException(maximum);
                }

                if (flowed >= MinimumFlow)
                {
                    flowed = 0;
                    timer.Reset();
                }

                body.MakeRoom();
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }
}

/// <summary>A body in a buffer from the shared pool.</summary>
internal sealed class RentedBody(int length = RentedBody.UsualLength) : IDisposable
{
    public const int UsualLength = 64 * 1024;

    public byte[] Array { get; private set; } = ArrayPool<byte>.Shared.Rent(length);

    public int Length { get; set; }

    public int Free => Array.Length - Length;

    public ReadOnlySpan<byte> Span => Array.AsSpan(0, Length);

    public void MakeRoom()
    {
        if (Free > 0)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Array.Length * 2);
        Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(Array);
        Array = larger;
    }

    public void Dispose()
    {
        var array = Array;
        Array = [];
        if (array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }
}

/// <summary>A body is larger than anything the API would send.</summary>
internal sealed class BodyTooLargeException(int maximum) : IOException($"The body has more than {maximum / (1024 * 1024)} MiB.");
