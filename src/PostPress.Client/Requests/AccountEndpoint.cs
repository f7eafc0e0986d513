namespace PostPress.Client;

/// <summary>One account.</summary>
internal sealed class AccountEndpoint(string id) : Endpoint<AccountPage>
{
    public override string AccountId => id;

    // The parameters of an account's connection: phone numbers, mail addresses.
    public override bool IsPrivate => true;

    public override HttpRequestMessage Request(RequestBuilder requests, string? cursor, int limit) => requests.Account(id);

    public override AccountPage Read(ReadOnlySpan<byte> body) => AccountParser.ParseOne(body);

    public override PostPressApiException Place(Failures failures, PostPressApiException failure, long written, string? cursor) =>
        failures.InAccount(failure, id);
}
