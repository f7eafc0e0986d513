using System.IO.Hashing;

namespace PostPress.Client;

/// <summary>The hash of what was written so far. Against damage, not against forgery: who can write the file can write its journal.</summary>
internal sealed class ContentHash
{
    private readonly XxHash128 _hash = new();

    public void Append(ArraySegment<byte> bytes) => _hash.Append(bytes.AsSpan());

    public string Current => ToHex(_hash.GetCurrentHash());

    /// <summary>Takes in the next bytes of a stream; false where it ends before them.</summary>
    public bool TryAppend(Stream stream, long count)
    {
        var buffer = new byte[64 * 1024];
        while (count > 0)
        {
            var read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, count));
            if (read == 0)
            {
                return false;
            }

            Append(new ArraySegment<byte>(buffer, 0, read));
            count -= read;
        }

        return true;
    }

    public static string Of(byte[] bytes) => ToHex(XxHash128.Hash(bytes));

    private static string ToHex(byte[] bytes) => BitConverter.ToString(bytes).Replace("-", "");
}
