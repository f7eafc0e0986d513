using System.Buffers;

namespace PostPress.Client;

/// <summary>A body in a buffer from the shared pool: no more bytes than allowed, counted after decompression, and received no slower than allowed.</summary>
internal sealed class ResponseBody(int length = ResponseBody.UsualLength) : IDisposable
{
    /// <summary>The most bytes of a page, decompressed: 1,000 relations have less than 2 MiB.</summary>
    public const int PageMaximum = 64 * 1024 * 1024;

    /// <summary>The most bytes of an error.</summary>
    public const int ErrorMaximum = 1024 * 1024;

    private const int UsualLength = 64 * 1024;

    // What a body says of its length is believed so far and no further: a lie costs no memory.
    private const int LargestExpectation = 2 * 1024 * 1024;

    // A body must bring so much within each time-out, or it is a drip that would never end.
    private const int MinimumFlow = 16 * 1024;

    private byte[] _array = ArrayPool<byte>.Shared.Rent(length);
    private int _length;

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Memory => _array.AsMemory(0, _length);

    private int Free => _array.Length - _length;

    /// <summary>Reads to the end; <see langword="null"/> where the body has too many bytes. The caller disposes the result, which gives the buffer back.</summary>
    /// <param name="stream">The body.</param>
    /// <param name="expected">The bytes that it says it has, so that the buffer need not grow; <see langword="null"/> where it does not say.</param>
    /// <param name="maximum">The most bytes to take.</param>
    /// <param name="timer">Ends a body that is idle.</param>
    public static async Task<ResponseBody?> ReadAsync(Stream stream, long? expected, int maximum, IdleTimeout timer)
    {
        // One byte more: the buffer must not be full before the end has been seen.
        var body = new ResponseBody((int)Math.Min(expected ?? UsualLength, LargestExpectation) + 1);
        var isWhole = false;
        try
        {
            isWhole = await body.FillAsync(stream, maximum, timer).ConfigureAwait(false);
            return isWhole ? body : null;
        }
        finally
        {
            if (!isWhole)
            {
                body.Dispose();
            }
        }
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        var array = _array;
        _array = [];
        _length = 0;
        if (array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    private async Task<bool> FillAsync(Stream stream, int maximum, IdleTimeout timer)
    {
        var flowed = 0;
        while (true)
        {
            var read = await stream.ReadAsync(_array, _length, Free, timer.Token).ConfigureAwait(false);
            if (read == 0)
            {
                return true;
            }

            _length += read;
            flowed += read;
            if (_length > maximum)
            {
                return false;
            }

            if (flowed >= MinimumFlow)
            {
                flowed = 0;
                timer.Reset();
            }

            MakeRoom();
        }
    }

    private void MakeRoom()
    {
        if (Free > 0)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(_array.Length * 2);
        Memory.Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_array);
        _array = larger;
    }
}

/// <summary>
/// Ends an operation that is idle: cancelled when the caller cancels, or when the time runs out before it is reset.
/// </summary>
internal sealed class IdleTimeout : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly ITimer _timer;
    private readonly TimeSpan _time;

    public IdleTimeout(TimeProvider clock, TimeSpan time, CancellationToken caller)
    {
        _time = time;
        _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _timer = clock.CreateTimer(static state => ((IdleTimeout)state!).Expire(), this, time, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled by the caller or by the time-out.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether the time ran out.</summary>
    public bool Expired { get; private set; }

    /// <summary>Starts the time again from its beginning.</summary>
    public void Reset() => _timer.Change(_time, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }

    private void Expire()
    {
        Expired = true;
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The answer came in the same instant.
        }
    }
}
