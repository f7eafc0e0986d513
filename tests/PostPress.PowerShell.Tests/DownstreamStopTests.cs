namespace PostPress.PowerShell.Tests;

/// <summary>A later command wants no more. Which calls are made then is in tests/Pester/Paging.Tests.ps1.</summary>
public sealed class DownstreamStopTests
{
    [Fact]
    public async Task A_stop_by_a_verbose_line_while_a_request_is_under_way_abandons_the_request()
    {
        using var server = new RawServer(RawAnswers.Stalled(""));
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri);
        runspace.Set("asked", server.Asked);
        // Verbose lines joined to the output are the only ones that come in the middle of a request.
        runspace.Get("foreach ($once in 1) { Get-PostPressRelation acc_1 -Verbose 4>&1 | ForEach-Object { $asked.Wait(); break } }");
        await server.Closed;
        Assert.Single(server.Requests);
    }
}
