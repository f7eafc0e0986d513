using Microsoft.Extensions.Time.Testing;

namespace PostPress.Client.Tests.Compare;

/// <summary>Two exports compared: from files and from relations, and the changes that users get.</summary>
public sealed class ExportComparisonTests : IDisposable
{
    private static readonly ExportRequest Json = new() { Path = "", AccountIds = [], Format = ExportFormat.JsonLines };
    private static readonly ExportRequest SafeCsv = new() { Path = "", AccountIds = [], Delimiter = ';', SpreadsheetSafe = true };
    private static readonly UserRelation Ben = new() { AccountId = "acc_1", MemberId = "m2", Headline = "=1" };
    private static readonly UserRelation Cem = new() { AccountId = "acc_2", MemberId = "m3", ProfilePictureUrl = "p1" };

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 7, 1, 3, 0, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_of_any_format_and_relations_are_compared()
    {
        using var comparison = Comparison();
        comparison.AddReference(Exported.Write(_folder, Json, Exported.Ada));
        comparison.AddReference(Ben);
        comparison.AddReference(Exported.Write(_folder, SafeCsv, Cem));
        comparison.AddDifference(Exported.Write(_folder, SafeCsv, Exported.Ada, Ben));
        comparison.AddDifference(new UserRelation { AccountId = "acc_2", MemberId = "m3", Headline = "new" });
        var change = Assert.Single(comparison.Finish());

        Assert.Equal(("Changed", "acc_2", "new", "p1"), (change.Change, change.AccountId, change.Relation.Headline, change.Previous!.ProfilePictureUrl));
        Assert.Equal(["Headline"], change.ChangedProperty);
        Assert.Equal(_clock.GetUtcNow(), change.DetectedAt);
        Assert.Equal((3, 3), (comparison.ReferenceCount, comparison.DifferenceCount));
    }

    [Fact]
    public void Without_a_difference_all_are_gone_and_without_a_reference_all_are_new()
    {
        using var gone = Comparison();
        gone.AddReference(Ben);
        Assert.Equal("Removed", Assert.Single(gone.Finish()).Change);
        using var added = Comparison();
        added.AddDifference(Ben);
        Assert.Equal("Added", Assert.Single(added.Finish()).Change);
    }

    [Fact]
    public void A_reference_that_is_written_into_meanwhile_is_an_error()
    {
        using var comparison = Comparison();
        var path = Exported.Write(_folder, Json, Ben);
        comparison.AddReference(path);
        comparison.AddDifference(Cem);
        File.WriteAllText(path, """{"member_id":"other"}""");

        var refusal = Assert.Throws<ExportFileException>(() => comparison.Finish());
        Assert.Equal((ExportFileError.ReadFailed, path), (refusal.Error, refusal.Path));
    }

    [Fact]
    public void Reading_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        using var comparison = new ExportComparison(includePicture: false, _clock, stop.Token);
        comparison.AddReference(Exported.Write(_folder, Json, Ben));
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => comparison.AddDifference(Ben));
    }

    [Fact]
    public void The_id_is_of_the_account_the_kind_the_person_and_what_was_and_is_said()
    {
        UserRelation before = new() { AccountId = "a", MemberId = "m", Headline = "x", ProfilePictureUrl = "p1" };
        UserRelation after = new() { AccountId = "a", MemberId = "m", Headline = "y", ProfilePictureUrl = "p2" };
        RelationDifference changed = new("Changed", after, before, ["Headline"]);
        RelationDifference added = new("Added", after, Previous: null, []);
        string[] ids =
        [
            changed.CreateId(""),
            changed.CreateId("another night"),
            (changed with { ChangedProperty = ["Headline", "ProfilePictureUrl"] }).CreateId(""),
            (changed with { Previous = new() { AccountId = "a", MemberId = "m", Headline = "z" } }).CreateId(""),
            (changed with { Relation = new() { AccountId = "a", MemberId = "m", Headline = "z" } }).CreateId(""),
            added.CreateId(""),
            (added with { Change = "Removed" }).CreateId(""),
            (added with { Relation = new() { AccountId = "b", MemberId = "m", Headline = "y" } }).CreateId(""),
            (added with { Relation = new() { AccountId = "a", MemberId = "n", Headline = "y" } }).CreateId(""),
        ];

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[0-9A-F]{32}$", id));
        // Receivers keep them: they are the same in every version.
        Assert.Equal("22B320D37B9FAAFEFB320DB7233B29FD", ids[0]);
    }

    [Fact]
    public void The_id_does_not_know_the_address_of_a_picture_that_is_no_change()
    {
        UserRelation first = new() { MemberId = "m", ProfilePictureUrl = "p1" };
        UserRelation again = new() { MemberId = "m", ProfilePictureUrl = "p2", Headline = "" };

        Assert.Equal(new RelationDifference("Added", first, Previous: null, []).CreateId("s"), new RelationDifference("Added", again, Previous: null, []).CreateId("s"));
        Assert.Equal(new RelationDifference("Changed", first, again, ["MemberId"]).CreateId("s"), new RelationDifference("Changed", again, first, ["MemberId"]).CreateId("s"));
    }

    private ExportComparison Comparison() => new(includePicture: false, _clock, CancellationToken.None);
}
