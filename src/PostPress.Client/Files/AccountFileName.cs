using System.Text;

namespace PostPress.Client;

/// <summary>Makes the id of an account fit for the name of a file, on every system, so that two ids never have one name.</summary>
public static class AccountFileName
{
    /// <summary>Letters, digits, <c>_</c> and <c>-</c> stay; everything else is written as in an address: <c>%2F</c>.</summary>
    public static string Of(string accountId)
    {
        var name = new StringBuilder(accountId.Length);
        foreach (var value in Encoding.UTF8.GetBytes(accountId))
        {
            var isPlain = value is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') or (byte)'_' or (byte)'-';
            name.Append(isPlain ? ((char)value).ToString() : FormattableString.Invariant($"%{value:X2}"));
        }

        return name.ToString();
    }
}
