namespace PostPress.Client.Tests.Sync;

/// <summary>
/// A year of nights (or two months of it), over seeds: people connect, leave, change, connect again and get new ids, also while the list is read; calls fail, runs
/// end without delivering, the file is edited while it is synced, is not replaced in the end, or is synced by a second process. Whoever replays the changes
/// has the list; no change is reported twice, nobody who is still connected is reported as removed, and quiet nights cost one call.
/// </summary>
public sealed class SyncYearTests
{
    private static readonly int Nights = Scale.Of(60, 365);

    public static TheoryData<int> Seeds => Scale.Seeds(3, 5);

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task The_changes_of_a_year_replayed_give_the_list(int seed)
    {
        var random = new Random(seed);
        using var folder = new SyncFolder(random.Next(5) == 0 ? random.Next(0, 60) : random.Next(200, 500));
        folder.Request = folder.Request with
        {
            NewestPageSize = random.Next(2) == 0 ? 100 : 40,
            File = folder.Request.File with
            {
                Format = seed % 2 == 0 ? ExportFormat.Csv : ExportFormat.JsonLines,
                ByteOrderMark = seed % 2 == 0,
                SpreadsheetSafe = seed % 4 == 0,
                PageSize = random.Next(2) == 0 ? 1000 : 90,
                MinimumRowPercent = 0,
            },
        };
        var replica = new Replica();
        var quietCalls = new List<long>();
        var isResumed = false;
        var (refused, replaced) = (0, 0);
        for (var night = 0; night < Nights; night++)
        {
            folder.Clock.Advance(TimeSpan.FromDays(1));
            var isQuiet = random.Next(3) == 0;
            for (var i = isQuiet ? 0 : random.Next(4); i > 0; i--)
            {
                Happen(folder.Server, random);
            }

            var before = folder.Server.Now();
            var churns = random.Next(6) == 0;
            var faults = random.Next(5) == 0;
            var edits = night > 0 && random.Next(8) == 0;
            var competes = night > 0 && random.Next(15) == 0;
            var content = File.Exists(folder.Path) ? File.ReadAllBytes(folder.Path) : [];
            // A full read that failed is resumed: what it read the night before is of the night before.
            var moved = isResumed;
            folder.Server.BeforeCall = (_, _) =>
            {
                if (competes)
                {
                    competes = false;
                    Assert.Equal(ExportFileError.InUse, Assert.Throws<ExportFileException>(() => folder.SyncAsync().GetAwaiter().GetResult()).Error);
                }

                if (edits)
                {
                    edits = false;
                    File.AppendAllText(folder.Path, "\r\n");
                }

                if (churns && random.Next(2) == 0)
                {
                    moved = true;
                    Happen(folder.Server, random);
                }

                return faults && random.Next(3) == 0 ? 403 : null;
            };
            if (night == 0)
            {
                replica.Begin(folder.Server.Now());
                (churns, faults) = (false, false);
            }

            var isDelivered = random.Next(20) != 0;
            SyncOutcome outcome;
            try
            {
                outcome = await folder.SyncAsync(isDelivered: isDelivered);
            }
            catch (ExportFileException refusal) when (refusal.Error == ExportFileError.TargetChanged)
            {
                Assert.EndsWith("\r\n", File.ReadAllText(folder.Path), StringComparison.Ordinal);
                refused++;
                isResumed = true;
                continue;
            }

            replica.Take(outcome.Changes, isDelivered);
            isResumed = outcome.Failures.Count > 0;
            if (isResumed)
            {
                continue;
            }

            var done = outcome.Accounts[0];
            var now = folder.Server.Now();
            Assert.DoesNotContain(outcome.Changes, change => change.Change == PostPressRelationChange.Removed && IsIn(before, change.Relation) && IsIn(now, change.Relation));
            // Everybody who connected before the run is in the file, and told.
            var names = folder.Rows.Select(row => row.MemberId).ToHashSet();
            Assert.All(before.Where(person => now.Contains(person)).Take(20), person => Assert.Contains(person.MemberId, names));
            Assert.Equal(SyncFolder.Texts(folder.Rows).Order(), SyncFolder.Texts(replica.People).Order());
            if (done is { Read: "Full", Status: "Complete" } && !moved)
            {
                Assert.Equal(SyncFolder.Texts(now), SyncFolder.Texts(folder.Rows));
            }

            // The state is written, and then the file is not put in place: the next run does it.
            if (night > 0 && random.Next(6) == 0 && !content.SequenceEqual(File.ReadAllBytes(folder.Path)))
            {
                File.Move(folder.Path, folder.Path + ".postpress-next");
                File.WriteAllBytes(folder.Path, content);
                replaced++;
            }

            if (isQuiet && !moved && done.Read == "Newest" && !faults)
            {
                quietCalls.Add(done.Calls);
            }
        }

        Assert.True(refused > 0 && replaced > 0, "No file was edited or not put in place: nothing was tested.");
        Assert.True(quietCalls.Count > 0 || folder.Server.Now().Count <= 100, "There was no quiet night: nothing was tested.");
        Assert.All(quietCalls, calls => Assert.Equal(1, calls));
    }

    private static bool IsIn(IReadOnlyList<UserRelation> list, UserRelation relation) => list.Any(person => IdMatch.IsSamePerson(person, relation));

    private static void Happen(LivingList server, Random random)
    {
        var count = server.Now().Count;
        var place = count == 0 ? 0 : random.Next(count);
        switch (count == 0 ? 0 : random.Next(7))
        {
            case 0 or 1:
                server.Connect();
                break;
            case 2:
                server.Leave(place);
                break;
            case 3:
                server.Change(place, person => LivingList.With(person, headline: $"Job {random.Next()}"));
                break;
            case 4:
                server.Change(place, person => LivingList.With(person, memberId: $"n{random.Next()}"));
                break;
            case 5:
                server.Change(place, person => LivingList.With(person, picture: $"https://media.example/{random.Next()}"));
                break;
            default:
                server.Reconnect(place);
                break;
        }
    }
}
