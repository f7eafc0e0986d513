using System.Buffers;
using System.Text;

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

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private byte[] _array = ArrayPool<byte>.Shared.Rent(length);
    private int _start;
    private int _length;

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Memory => _array.AsMemory(_start, _length - _start);

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

    /// <summary>
    /// Makes the bytes UTF-8 without a byte order mark. They nearly always are: then nothing is copied. A mark says what a body is; without one
    /// the charset of the header does, but only for a body that is not UTF-8, as JSON has to be (RFC 8259): many servers name the charset of their
    /// pages there. What can't be decoded is left as it is, so that the fields that hold it are found to be unreadable.
    /// </summary>
    public void Decode(string? charset)
    {
        var bytes = Memory.Span;
        if (bytes.StartsWith("\uFEFF"u8))
        {
            _start += "\uFEFF"u8.Length;
            return;
        }

        var encoding = bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? Encoding.Unicode
            : bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? Encoding.BigEndianUnicode
            : FindEncoding(charset);
        if (encoding is null or UTF8Encoding || IsUtf8())
        {
            return;
        }

        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        try
        {
            var text = strict.GetString(_array, _start, _length - _start).TrimStart('\uFEFF');
            var decoded = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
            (_start, _length) = (0, Encoding.UTF8.GetBytes(text, 0, text.Length, decoded, 0));
            ArrayPool<byte>.Shared.Return(_array);
            _array = decoded;
        }
        catch (DecoderFallbackException)
        {
            // It is not what its header says.
        }
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        var array = _array;
        _array = [];
        _start = _length = 0;
        if (array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    // ASCII alone says nothing: several charsets write their other characters in it. No JSON has a NUL, and every UTF-16 has many.
    private bool IsUtf8()
    {
        try
        {
            return Memory.Span.IndexOf((byte)0) < 0 && StrictUtf8.GetCharCount(_array, _start, _length - _start) < _length - _start;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    // Null where nobody knows it. UTF-7 is no longer read by anybody: what it hides has fooled too many filters.
    private static Encoding? FindEncoding(string? charset)
    {
        try
        {
            var name = charset?.Trim(' ', '"', '\'') ?? "";
            var encoding = name.Length == 0 ? null
#if NET
                // Of its own accord .NET knows Unicode and Latin-1 only, and a provider that is registered would be so for the whole process.
                : CodePagesEncodingProvider.Instance.GetEncoding(name)
                ?? Encoding.GetEncoding(name);
#else
                : Encoding.GetEncoding(name);
#endif
            return encoding is UTF7Encoding ? null : encoding;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
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
