using System.Globalization;
using System.Text;

namespace PostPress.Sandbox;

/// <summary>The API's cursors as they look from outside: base64 of <c>{"v":100}</c>, an offset into the list.</summary>
internal static class OffsetCursor
{
    private const string Begin = "{\"v\":";

    public static string Write(long offset) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(Begin + offset.ToString(CultureInfo.InvariantCulture) + "}"));

    /// <summary>The offset, or <see langword="null"/> where the cursor is not one of ours.</summary>
    public static long? Read(string cursor)
    {
        try
        {
            var text = Encoding.ASCII.GetString(Convert.FromBase64String(cursor));
            return text.StartsWith(Begin, StringComparison.Ordinal) && text.EndsWith("}", StringComparison.Ordinal)
                && long.TryParse(text[Begin.Length..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
                ? offset
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
