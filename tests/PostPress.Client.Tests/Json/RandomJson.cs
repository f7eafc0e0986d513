using System.Text;

namespace PostPress.Client.Tests.Json;

/// <summary>Valid JSON that uses the API's own field names in all the wrong places.</summary>
internal static class RandomJson
{
    private static readonly string[] Names =
        ["items", "data", "cursor", "next_cursor", "member_id", "id", "sources", "status", "created_at", "first_name", "error", "code", "type", "title", "x", "\\ud83d", "i\\u0074ems", "\\udc00cursor"];

    private static readonly string[] Values =
        ["null", "true", "0", "-1", "1e999", "1700000000", "1700000000000", "253402300800000", "\"\"", "\"text\"", "\"\\ud83d\"", "\"2024-02-30\"", "\"2024-02-29T00:00:00Z\"", "\"NaN\"", "[]", "{}"];

    public static byte[] Write(Random random)
    {
        var text = new StringBuilder();
        Write(text, random, depth: 0);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Write(StringBuilder text, Random random, int depth)
    {
        var choice = depth == 0 ? 0 : depth > 5 ? 9 : random.Next(6);
        if (choice > 1)
        {
            text.Append(Values[random.Next(Values.Length)]);
            return;
        }

        text.Append(choice == 0 ? '{' : '[');
        for (var i = random.Next(5); i >= 0; i--)
        {
            if (choice == 0)
            {
                text.Append('"').Append(Names[random.Next(Names.Length)]).Append("\":");
            }

            Write(text, random, depth + 1);
            text.Append(i > 0 ? "," : "");
        }

        text.Append(choice == 0 ? '}' : ']');
    }
}
