namespace PostPress.Client.Tests.Listing;

/// <summary>What reading those of a time promises, over random lists: in order or not, with ties, without dates, on pages of any size.</summary>
public sealed class ReadingTimePropertyTests
{
    private static readonly int Runs = Scale.Of(600, 3000);

    [Fact]
    public async Task Everybody_of_the_time_is_there_once_in_the_order_of_the_list_and_nothing_is_read_for_nothing()
    {
        int early = 0, whole = 0, disordered = 0;
        for (var seed = 0; seed < Runs; seed++)
        {
            var chance = new Random(seed);
            var people = Break(InOrder(chance), chance);
            var list = RandomList(chance, people);
            var query = RandomQuery(chance, people);
            var (calls, order) = Foresee(list, query.Since);
            using var run = await ReadAsync(list, query);

            Assert.True(Expected(list, calls, query).SequenceEqual(run.Members), $"seed {seed}: the people are not those of the time.");
            Assert.True((order ? 0 : 1) == run.Events.Of(nameof(RunNotice.NotNewestFirst)).Count(), $"seed {seed}: the order is told wrongly.");
            var check = run.Pages[^1].Check;
            if (calls is { } needed)
            {
                early++;
                Assert.True(list.Limits.Count == needed, $"seed {seed}: {list.Limits.Count} calls in the place of {needed}.");
                Assert.True(check is null || list.Pages().Count() == 1, $"seed {seed}: a part of a list is called verified.");
            }
            else
            {
                whole++;
                disordered += order ? 0 : 1;
                var pages = list.Pages().Count();
                // Two more verify a list of several pages; where all stand on one of them, one is enough.
                Assert.True(list.Limits.Count >= pages && list.Limits.Count <= pages + (pages == 1 ? 0 : 2), $"seed {seed}: {list.Limits.Count} calls for {pages} pages.");
                Assert.True(check is { Verified: true }, $"seed {seed}: a whole list is not verified.");
            }
        }

        // Each kind has come often.
        Assert.InRange(early, Runs / 5, Runs);
        Assert.InRange(disordered, Runs / 5, Runs);
        Assert.InRange(whole - disordered, Runs / 20, Runs);
    }

    [Fact]
    public async Task First_and_skip_take_their_part_of_those_of_the_time_in_no_more_calls()
    {
        var shorter = 0;
        for (var seed = 0; seed < Runs; seed++)
        {
            var chance = new Random(seed);
            var people = InOrder(chance);
            if (people.Count > 0 && chance.Next(2) == 0)
            {
                // The first one breaks the order: the borders of pages, which First moves, do not decide what is seen of it.
                people[0] = people[0] with { CreatedAt = null };
            }

            var query = RandomQuery(chance, people) with { First = chance.Next(1, 12), Skip = chance.Next(3) == 0 ? chance.Next(1, 8) : 0 };
            var list = RandomList(chance, people);
            var (calls, _) = Foresee(list, query.Since);
            using var run = await ReadAsync(list, query);

            var expected = Expected(list, calls, query).Skip((int)query.Skip).Take((int)query.First).ToList();
            Assert.True(expected.SequenceEqual(run.Members), $"seed {seed}: the people are not those of the time.");
            // A limit that is smaller than a page of the server moves the borders, and a page more can be needed.
            var most = calls ?? list.Pages().Count();
            Assert.True(list.Limits.Count <= most + 1, $"seed {seed}: {list.Limits.Count} calls where {most} give all of the time.");
            shorter += list.Limits.Count < most ? 1 : 0;
        }

        Assert.InRange(shorter, Runs / 10, Runs);
    }

    /// <summary>People newest first; every other step is a tie.</summary>
    private static List<DatedPerson> InOrder(Random chance)
    {
        var minute = 1000;
        return [.. Enumerable.Range(0, chance.Next(41)).Select(number => DatedPerson.At(number, minute -= chance.Next(2) * chance.Next(1, 5)))];
    }

    /// <summary>Breaks the order of two lists in three: at some places somebody has no date, or another one.</summary>
    private static List<DatedPerson> Break(List<DatedPerson> people, Random chance)
    {
        for (var times = chance.Next(3) == 0 || people.Count == 0 ? 0 : chance.Next(1, 4); times > 0; times--)
        {
            var place = chance.Next(people.Count);
            people[place] = people[place] with { CreatedAt = chance.Next(2) == 0 ? null : DatedPerson.Time(chance.Next(920, 1005)) };
        }

        return people;
    }

    private static MovingList RandomList(Random chance, List<DatedPerson> people)
    {
        var cap = chance.Next(1, 12);
        var ofNothing = Enumerable.Range(0, chance.Next(3)).Select(_ => cap * chance.Next(4)).Where(offset => offset < people.Count);
        return new MovingList(people, cap) { PagesOfNothing = [.. ofNothing] };
    }

    private static RelationQuery RandomQuery(Random chance, List<DatedPerson> people)
    {
        var oldest = people.Min(person => person.CreatedAt) ?? DatedPerson.Time(950);
        var range = (int)(DatedPerson.Time(1003) - oldest).TotalMinutes;
        // Half of them where somebody stands, the others wherever it falls, before and behind everybody too.
        DateTimeOffset Moment() => chance.Next(2) == 0 && people.Count > 0 && people[chance.Next(people.Count)].CreatedAt is { } time
            ? time
            : oldest.AddMinutes(chance.Next(-3, range + 1));
        var (since, until) = (Moment(), chance.Next(2) == 0 ? Moment() : (DateTimeOffset?)null);
        return Make.Query() with { Since = until < since ? until : since, Until = until < since ? since : until };
    }

    /// <summary>How many calls are needed while the list is newest first; <see langword="null"/> where all of it is to be read.</summary>
    private static (int? Calls, bool Order) Foresee(MovingList list, DateTimeOffset? since)
    {
        var calls = 0;
        var dates = new List<DateTimeOffset?>();
        foreach (var page in list.Pages())
        {
            calls++;
            dates.AddRange(page.Select(person => person.CreatedAt));
            var inOrder = dates.All(date => date is not null) && dates.SequenceEqual(dates.OrderByDescending(date => date));
            if (!inOrder)
            {
                return (null, false);
            }

            if (dates.Count > 0 && dates[^1] < since)
            {
                return (calls, true);
            }
        }

        return (null, true);
    }

    /// <summary>Those of the time; of a list that is newest first until the reading ends, nobody can know that it is not behind that.</summary>
    private static IEnumerable<string> Expected(MovingList list, int? calls, RelationQuery query) => list.Pages().Take(calls ?? int.MaxValue)
        .SelectMany(page => page)
        .Where(person => person.CreatedAt >= query.Since && (query.Until is null || person.CreatedAt < query.Until))
        .Select(person => person.Id);

    private static Task<Reading> ReadAsync(MovingList list, RelationQuery query) =>
        new Reading(Make.Connection(), new ClientOptions { Handler = list, Clock = new SkippingClock() }).RunAsync(query);
}
