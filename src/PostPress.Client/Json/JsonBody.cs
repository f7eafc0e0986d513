using System.Text.Json;

namespace PostPress.Client;

/// <summary>Reads a JSON object; the reader stands at its beginning, and afterwards at its end.</summary>
internal delegate T ObjectReader<out T>(ref Utf8JsonReader reader);

/// <summary>Reads a whole body: one JSON object with nothing behind it. A truncated one is told apart from a wrong one.</summary>
internal static class JsonBody
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 32 };

    /// <summary>Reads it.</summary>
    /// <exception cref="PageFormatException">The body is not what it should be; its message says why.</exception>
    public static T Read<T>(ReadOnlySpan<byte> body, ObjectReader<T> read)
    {
        // Not the final block: so a truncated body is told apart from a wrong one.
        var reader = new Utf8JsonReader(body, isFinalBlock: false, new JsonReaderState(Options));
        try
        {
            return Read(ref reader, read);
        }
        catch (JsonException exception)
        {
            throw new PageFormatException($"it is not JSON (byte {reader.BytesConsumed})", exception);
        }
    }

    /// <summary>Goes to the next token, or says that the body is truncated.</summary>
    public static JsonTokenType Advance(ref Utf8JsonReader reader) =>
        reader.Read() ? reader.TokenType : throw PageFormatException.Truncated(reader.BytesConsumed);

    /// <summary>Passes over the value of the current property, or over the rest of the current object.</summary>
    public static void Skip(ref Utf8JsonReader reader)
    {
        if (!reader.TrySkip())
        {
            throw PageFormatException.Truncated(reader.BytesConsumed);
        }
    }

    private static T Read<T>(ref Utf8JsonReader reader, ObjectReader<T> read)
    {
        if (Advance(ref reader) != JsonTokenType.StartObject)
        {
            throw new PageFormatException("it is not a JSON object");
        }

        var value = read(ref reader);
        if (reader.Read())
        {
            throw new PageFormatException("something follows after its end");
        }

        return value;
    }
}
