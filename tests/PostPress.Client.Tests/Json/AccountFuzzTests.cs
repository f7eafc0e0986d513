using System.Text;

namespace PostPress.Client.Tests.Json;

/// <summary>Whatever bytes come: accounts, or the one exception that says why not. The seeds are fixed, so a failure comes again.</summary>
public sealed class AccountFuzzTests
{
    private static readonly int BodiesPerSeed = Scale.Of(5_000, 30_000);

    private static readonly byte[][] Seeds =
    [
        SandboxJson.Accounts(SandboxAccounts.All.Take(3), "eyJ2IjozfQ=="),
        SandboxJson.Account(SandboxAccounts.All[5]),
        Pages.Bytes("""{"data":[{"id":"a","name":"\ud83d\ude00","type":null,"created_at":1.7e12,"sources":[{"status":"OK"},{"id":"s"}]}],"next_cursor":null}"""),
        Pages.Bytes("""{"items":[{"id":"a","sources":[],"connection_params":{"deep":[[[1,2.5e3,true]]]}},{"id":"b","last_fetched_at":"2026-06-30T10:00:00Z"}]}"""),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_mutated_body_is_accounts_or_a_precise_error(int seed)
    {
        var random = new Random(seed);
        var read = 0;
        for (var i = 0; i < BodiesPerSeed; i++)
        {
            var body = Mutation.Of(Seeds, random);
            read += Try(body, AccountParser.ParseList) | Try(body, AccountParser.ParseOne);
        }

        // Both happen, or the mutations are too wild or too tame to find anything.
        Assert.InRange(read, BodiesPerSeed / 50, BodiesPerSeed * 3 / 4);
    }

    [Fact]
    public void Random_json_is_accounts_or_a_precise_error()
    {
        var random = new Random(3);
        var read = 0;
        var bodies = Scale.Of(8_000, 40_000);
        for (var i = 0; i < bodies; i++)
        {
            var body = RandomJson.Write(random);
            read += Try(body, AccountParser.ParseList) | Try(body, AccountParser.ParseOne);
        }

        Assert.InRange(read, 1, bodies - 1);
    }

    private static int Try(byte[] body, Parse parse)
    {
        try
        {
            var page = parse(body);
            Assert.All(page.Items, account => Assert.False(string.IsNullOrEmpty(account.Id)));
            Assert.All(page.Items, account => Assert.NotEmpty(account.Status));
            Assert.NotEqual("", page.NextCursor);
            return 1;
        }
        catch (PageFormatException exception)
        {
            Assert.NotEmpty(exception.Message);
            return 0;
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"{exception.GetType().Name} for the body {Convert.ToBase64String(body)}: {Encoding.UTF8.GetString(body)}", exception);
        }
    }

    private delegate ApiPage<PostPressAccount> Parse(ReadOnlySpan<byte> body);
}
