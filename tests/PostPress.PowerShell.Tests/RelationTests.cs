using System.Management.Automation;

namespace PostPress.PowerShell.Tests;

public sealed class RelationTests
{
    private static readonly string[] Properties =
    [
        "AccountId", "FirstName", "LastName", "Headline", "PublicIdentifier", "PublicProfileUrl", "CreatedAt", "MemberId", "MemberUrn",
        "ConnectionUrn", "ProfilePictureUrl",
    ];

    [Fact]
    public void Relations_are_typed_and_have_their_properties_in_the_documented_order()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox();
        var relation = Assert.Single(runspace.Get("Get-PostPressRelation acc_sandbox_main -First 1"))!;

        Assert.Equal("PostPress.UserRelation", relation.BaseObject.GetType().FullName);
        Assert.Equal(Properties, relation.Properties.Select(property => property.Name));
        Assert.Equal("acc_sandbox_main", relation.Properties["AccountId"].Value);
    }

    [Fact]
    public void Created_at_is_a_date_with_offset_in_utc()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox();

        Assert.All(runspace.Get("Get-PostPressRelation acc_sandbox_small"), relation =>
        {
            var created = Assert.IsType<DateTimeOffset>(relation!.Properties["CreatedAt"].Value);
            Assert.Equal(TimeSpan.Zero, created.Offset);
            Assert.InRange(created, DateTimeOffset.UnixEpoch.AddYears(30), new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
        });
    }

    [Fact]
    public void A_hundred_thousand_relations_come_each_once_in_a_hundred_calls()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox("-RelationCount 100000");
        // Counted in the pipeline, so that nothing is kept but the ids.
        var counts = runspace.One<string>("""
            $ids = [System.Collections.Generic.HashSet[string]]::new(); $count = 0
            Get-PostPressRelation acc_sandbox_main | ForEach-Object { $count++; $null = $ids.Add($_.MemberId) }
            "$count relations, $($ids.Count) people, $($sandbox.GetCalls().Count) calls"
            """);
        Assert.Equal("100000 relations, 100000 people, 100 calls", counts);
    }

    [Fact]
    public void The_first_relation_is_there_before_the_second_call()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox();
        var calls = runspace.Get("Get-PostPressRelation acc_sandbox_main -PageSize 10 -First 30 | ForEach-Object { $sandbox.GetCalls().Count }");
        Assert.Equal([.. Enumerable.Repeat(1, 10), .. Enumerable.Repeat(2, 10), .. Enumerable.Repeat(3, 10)], calls.Select(call => (int)call!.BaseObject));
    }

    [Fact]
    public void An_empty_account_gives_nothing_and_no_error()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox();
        Assert.Empty(runspace.Get("Get-PostPressRelation acc_sandbox_empty"));
        Assert.Equal(["1000@0"], runspace.Calls());
    }

    [Fact]
    public void A_relation_can_be_made_from_a_hashtable_and_taken_by_a_function()
    {
        using var runspace = new ModuleRunspace();
        Assert.Equal("Ada Lovelace", runspace.One<string>("""
            function Show([PostPress.UserRelation] $Relation) { "$Relation" }
            Show ([PostPress.UserRelation]@{ FirstName = 'Ada'; LastName = 'Lovelace' })
            """));
    }

    [Fact]
    public void Nothing_is_called_when_the_pipeline_before_it_is_empty()
    {
        using var runspace = new ModuleRunspace();
        runspace.ConnectSandbox();
        Assert.Empty(runspace.Get("@() | Get-PostPressRelation"));
        Assert.Empty(runspace.Calls());
    }

    [Fact]
    public void Every_text_of_the_server_stays_what_it_was()
    {
        const string json = """
            {"object":"UserRelationsList","items":[{"first_name":"=1+1\u0007","last_name":"\u202egnirts","headline":"a\r\nb\u001b[31m","member_id":"m1","created_at":1747400000000}],"cursor":null}
            """;
        using var server = new RawServer((_, _) => RawAnswer.Page(json));
        using var runspace = new ModuleRunspace();
        runspace.Connect(server.BaseUri);
        PSObject relation = Assert.Single(runspace.Get("Get-PostPressRelation acc_1"))!;

        Assert.Equal("=1+1\a", relation.Properties["FirstName"].Value);
        Assert.Equal("\u202egnirts", relation.Properties["LastName"].Value);
        Assert.Equal("a\r\nb\u001b[31m", relation.Properties["Headline"].Value);
    }
}
