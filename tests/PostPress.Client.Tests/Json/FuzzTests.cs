using System.Text;

namespace PostPress.Client.Tests.Json;

/// <summary>Whatever bytes come: a page, or the one exception that says why not. The seeds are fixed, so a failure comes again.</summary>
public sealed class FuzzTests
{
    private static readonly int BodiesPerSeed = Scale.Of(5_000, 30_000);

    private static readonly SafeText Safe = new(Make.Key);

    private static readonly byte[][] Seeds =
    [
        Pages.FromSandbox(3, "eyJ2IjoxMDB9"),
        Pages.WithPerson("""
            "first_name":"\ud83d\ude00","last_name":null,"headline":"a\u001b[0m\"","created_at":"1700000000","extra":{"deep":[[[1,2.5e3,true]]]}
            """, "\"x\""),
        Pages.Bytes("""{"data":[{"public_identifier":"a","created_at":1.7e12},{"member_urn":"u"}],"next_cursor":null}"""),
        Pages.Bytes("""{"title":"T","detail":"\ud83d","instance":"req_1","type":"errors/too_many_requests","status":429}"""),
        Pages.Bytes("""{"error":{"code":"x","message":"m","request_id":"r"}}"""),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_mutated_body_is_a_page_or_a_precise_error(int seed)
    {
        var random = new Random(seed);
        var pages = 0;
        var refused = 0;
        for (var i = 0; i < BodiesPerSeed; i++)
        {
            var body = Mutation.Of(Seeds, random);
            if (Try(body))
            {
                pages++;
            }
            else
            {
                refused++;
            }
        }

        // Both happen, or the mutations are too wild or too tame to find anything.
        Assert.True(pages > BodiesPerSeed / 50, $"only {pages} pages");
        Assert.True(refused > BodiesPerSeed / 4, $"only {refused} refusals");
    }

    [Fact]
    public void Random_json_is_a_page_or_a_precise_error()
    {
        var random = new Random(5);
        for (var i = 0; i < Scale.Of(4_000, 20_000); i++)
        {
            Try(RandomJson.Write(random));
        }

        Assert.True(Try(Pages.WithPerson("")));
    }

    private static bool Try(byte[] body)
    {
        try
        {
            var envelope = ErrorEnvelope.Read(body, Safe);
            Assert.True(envelope?.Type is null || envelope.Type.StartsWith("errors/", StringComparison.Ordinal));
            var page = RelationParser.Parse(body, "acc");
            Assert.All(page.Items, relation => Assert.Equal("acc", relation.AccountId));
            Assert.NotEqual("", page.NextCursor);
            return true;
        }
        catch (PageFormatException exception)
        {
            Assert.NotEmpty(exception.Message);
            return false;
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"{exception.GetType().Name} for the body {Convert.ToBase64String(body)}: {Encoding.UTF8.GetString(body)}", exception);
        }
    }
}
