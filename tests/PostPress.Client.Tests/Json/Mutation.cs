using System.Text;

namespace PostPress.Client.Tests.Json;

/// <summary>Damages bodies as networks, proxies and careless servers do, and as nobody does.</summary>
internal static class Mutation
{
    private static readonly byte[][] Spices =
    [
        .. new[] { "null", "\\ud83d", "\\udc00", "\\u0000", "{", "}", "[", "]", "\"", "\\", ",", ":", "1e999", "-1", "99999999999999999999", "\"cursor\":", "\"items\":", "[[[[", "\uFEFF", "NaN", "/*" }
            .Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x9F],
    ];

    public static byte[] Of(byte[][] seeds, Random random)
    {
        var body = seeds[random.Next(seeds.Length)].ToList();
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            Mutate(body, seeds, random);
        }

        return [.. body];
    }

    private static void Mutate(List<byte> body, byte[][] seeds, Random random)
    {
        if (body.Count == 0)
        {
            return;
        }

        var at = random.Next(body.Count);
        var length = random.Next(Math.Min(40, body.Count - at));
        switch (random.Next(7))
        {
            case 0:
                body[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                body[at] = (byte)random.Next(256);
                break;
            case 2:
                body.RemoveRange(at, body.Count - at);
                break;
            case 3:
                body.RemoveRange(at, length);
                break;
            case 4:
                body.InsertRange(random.Next(body.Count), body.GetRange(at, length));
                break;
            case 5:
                body.InsertRange(at, Spices[random.Next(Spices.Length)]);
                break;
            default:
                var other = seeds[random.Next(seeds.Length)];
                body.RemoveRange(at, body.Count - at);
                body.AddRange(other[random.Next(other.Length)..]);
                break;
        }
    }
}
