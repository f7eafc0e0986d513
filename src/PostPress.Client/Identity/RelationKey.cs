using System.Runtime.InteropServices;

namespace PostPress.Client;

/// <summary>
/// Who a relation of an account is. The same person in two accounts is two. Someone without any id is whoever has this content; two with
/// the same content count once.
/// </summary>
internal sealed class RelationKey(bool includePicture)
{
    private const long ById = 0;
    private const long ByContent = 1;

    // Rows of an account stand together, mostly.
    private string _accountId = "";
    private Fingerprint _account = Fingerprint.Of("");

    public Fingerprint Of(UserRelation relation)
    {
        var accountId = relation.AccountId ?? "";
        if (accountId != _accountId)
        {
            _account = Fingerprint.Of(accountId);
            _accountId = accountId;
        }

        var id = Fingerprint.Of(relation);
        ReadOnlySpan<Fingerprint> parts = [_account, id ?? RelationContent.FingerprintOf(relation, includePicture)];
        return Fingerprint.Of(MemoryMarshal.AsBytes(parts), id is null ? ByContent : ById);
    }
}
