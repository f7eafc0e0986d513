using System.Net;

namespace PostPress.Benchmarks;

/// <summary>The contestants without a shell: the floor, our client alone, and the bytes alone (the server's ceiling).</summary>
internal static class BareProcess
{
    public static async Task<int> RunAsync(string contestant, Uri address, string account, WarmUp warmUp)
    {
        using var http = new HttpClient();
        Func<string, Task<long>> run = contestant switch
        {
            "floor" => new FloorLoop(http, address).CountAsync,
            "client" => name => ReadAsync(address, new RelationQuery { AccountId = name }),
            _ => name => DrainAsync(http, address, name),
        };
        await warmUp.RunAsync(run);
        var meter = Meter.Start();
        var relations = await run(account);
        Console.WriteLine(meter.Stop(relations));
        return 0;
    }

    public static PostPressConnection Connect(Uri address) =>
        ConnectionRules.Create(address, new NetworkCredential("", "pp_test_benchmark").SecurePassword, new ConnectionSettings { PageDelaySec = 0 });

    public static async Task<long> ReadAsync(Uri address, RelationQuery query)
    {
        using var client = new PostPressClient(Connect(address), new ClientOptions());
        long count = 0;
        await foreach (var page in client.ReadRelationsAsync(query, CancellationToken.None))
        {
            foreach (var relation in page.Relations)
            {
                count += relation.MemberId is null ? 0 : 1;
            }
        }

        return count;
    }

    // Not one byte is looked at, so that nothing but the server and the loopback device is measured.
    private static async Task<long> DrainAsync(HttpClient http, Uri address, string account)
    {
        var end = PageAddress.Length(account) / PageAddress.PageSize;
        var buffer = new byte[128 * 1024];
        for (var page = 0; page < end; page++)
        {
            using var response = await http.GetAsync(FloorLoop.Address(address, account, $"p{page}"), HttpCompletionOption.ResponseHeadersRead);
            using var stream = await response.Content.ReadAsStreamAsync();
            while (await stream.ReadAsync(buffer) > 0)
            {
            }
        }

        return end * PageAddress.PageSize;
    }
}
