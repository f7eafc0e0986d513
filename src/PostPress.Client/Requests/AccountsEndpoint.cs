namespace PostPress.Client;

/// <summary>The accounts of the workspace.</summary>
internal sealed class AccountsEndpoint(int pageSize) : Endpoint<AccountPage>
{
    public override int PageSize => pageSize;

    // The parameters of an account's connection: phone numbers, mail addresses.
    public override bool IsPrivate => true;

    public override HttpRequestMessage Request(RequestBuilder requests, string? cursor, int limit) => requests.Accounts(cursor, limit);

    public override AccountPage Read(ReadOnlySpan<byte> body) => AccountParser.ParseList(body);

    public override PostPressApiException Place(Failures failures, PostPressApiException failure, long written, string? cursor) =>
        failures.InAccounts(failure, written);
}
