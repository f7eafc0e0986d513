using System.Net;

namespace PostPress.Client.Tests.Checks;

/// <summary>The steps of a test, by name.</summary>
internal sealed class Checked
{
    private Checked(IReadOnlyList<PostPressCheck> checks) => All = checks;

    public IReadOnlyList<PostPressCheck> All { get; }

    public PostPressCheck this[string name] => Assert.Single(All, check => check.Name == name);

    /// <summary>The names of the steps that ended so.</summary>
    public string Names(string status) => string.Join(", ", All.Where(check => check.Status == status).Select(check => check.Name));

    public static async Task<Checked> RunAsync(TestedConnection tested, IReadOnlyList<string>? accountIds = null, ClientOptions? options = null, CancellationToken cancellation = default)
    {
        var checks = new List<PostPressCheck>();
        await foreach (var check in new ConnectionTest(tested, accountIds ?? [], options ?? new ClientOptions()).RunAsync(cancellation))
        {
            checks.Add(check);
        }

        // Whatever is tested: a failing step says what to do, and no other step is silent.
        Assert.All(checks, check => Assert.NotEmpty(check.Detail));
        Assert.All(checks.Where(check => check.Status == PostPressCheck.Failed), check => Assert.False(string.IsNullOrEmpty(check.Action), check.Name));
        return new Checked(checks);
    }

    public static Task<Checked> RunAsync(Uri address, IReadOnlyList<string>? accountIds = null, ConnectionSettings? settings = null, string key = Make.Key) =>
        RunAsync(Tested(Make.Connection(address.AbsoluteUri, key, settings)), accountIds);

    public static TestedConnection Tested(PostPressConnection connection, int seconds = 10) => TestedConnection.Of(connection).WithTimeout(seconds);

    /// <summary>What the environment has.</summary>
    public static TestedConnection Environment(string? address, string? key) => TestedConnection.Of(
        address,
        key is null ? null : new NetworkCredential("", key).SecurePassword,
        new InvalidConnectionException("NotConnected", "There is no connection.", "Connect first."));
}
