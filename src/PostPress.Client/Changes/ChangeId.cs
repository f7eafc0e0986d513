using System.IO.Hashing;
using System.Text;

namespace PostPress.Client;

internal static class ChangeId
{
    public static string Of(RelationDifference difference, string scope)
    {
        var hash = new XxHash128();
        hash.Append(Encoding.UTF8.GetBytes($"{scope}\n{difference.Change}\n{difference.Relation.AccountId}\n{RememberedList.KeyOf(difference.Relation)}\n{RelationContent.HashOf(difference.Relation)}\n{(difference.Previous is { } previous ? RelationContent.HashOf(previous) : 0)}"));
        return BitConverter.ToString(hash.GetCurrentHash()).Replace("-", "");
    }
}
