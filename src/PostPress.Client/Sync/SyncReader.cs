namespace PostPress.Client;

/// <summary>Reads one account for a sync: the newest people where that is enough, else the whole list.</summary>
internal sealed class SyncReader(RelationExporter exporter, SyncSession session, SyncFiles files, SyncRequest request, ClientOptions options)
{
    // A list that could not be verified is tried again the next day, not at every run.
    private static readonly TimeSpan UnverifiedAgain = TimeSpan.FromDays(1);

    /// <summary>Whether the whole list was collected in files of its own, which are to be deleted once it is taken in.</summary>
    public bool UsedFullRead { get; private set; }

    /// <summary>From when on the whole list is to be read again; <see langword="null"/> where it always is.</summary>
    public static DateTimeOffset? NextFullRead(SyncAccount account, TimeSpan fullEvery)
    {
        var wait = account.FullReadAt == account.VerifiedAt || fullEvery < UnverifiedAgain ? fullEvery : UnverifiedAgain;
        return account.FullReadAt is { } last && fullEvery > TimeSpan.Zero
            ? DateTimeOffset.MaxValue - last > wait ? last + wait : DateTimeOffset.MaxValue
            : null;
    }

    /// <summary>Reads, and compares with what is kept.</summary>
    /// <exception cref="PostPressApiException">The list can't be read.</exception>
    /// <exception cref="ExportFileException">The files of a full read can't be written.</exception>
    public async Task<(ListUpdate Update, SyncReading Reading)> ReadAsync(string accountId, CancellationToken cancellation)
    {
        var (reason, isWarning) = WhyFull(accountId);
        if (reason is null)
        {
            var newest = await ReadNewestAsync(accountId, cancellation).ConfigureAwait(false);
            if (newest.Update is { } update)
            {
                return (update, newest.Reading!);
            }

            (reason, isWarning) = (newest.WhyFull, newest.IsWarning);
        }

        options.Observer?.Invoke(RunNotice.FullReadBegins(accountId, reason!, isWarning));
        var reading = (request.ReadOnly
            ? await ReadWholeAsync(accountId, cancellation).ConfigureAwait(false)
            : await CollectWholeAsync(accountId, cancellation).ConfigureAwait(false)) with
        { Reason = reason };
        return await ConfirmAsync(accountId, reading, cancellation).ConfigureAwait(false);
    }

    // Nobody is reported as removed whom the pass may only have missed.
    private async Task<(ListUpdate Update, SyncReading Reading)> ConfirmAsync(string accountId, SyncReading reading, CancellationToken cancellation)
    {
        var update = Compare(accountId, reading);
        var candidates = update.Differences.Where(difference => difference.Change == PostPressRelationChange.Removed).Select(difference => difference.Relation).ToList();
        if (candidates.Count == 0 || reading.Check is not { Verified: true, Proven: false } check)
        {
            return (update, reading);
        }

        var found = await new RemovalCheck(exporter.Client, Query(accountId), reading.Pages).FindAsync(candidates, cancellation).ConfigureAwait(false);
        reading = reading with { Confirmed = candidates.Count - found.Count };
        if (found.Count == 0)
        {
            return (update, reading);
        }

        reading = reading with { Relations = [.. reading.Relations, .. found], Check = check with { Missed = check.Missed + found.Count } };
        return (Compare(accountId, reading), reading);
    }

    private (string? Reason, bool IsWarning) WhyFull(string accountId)
    {
        if (session.IsOtherList)
        {
            return ("the file has the list of another filter or address; no changes are told this time", true);
        }

        if (session.Find(accountId) is not { } account)
        {
            return session.IsFirst
                ? ("it is the first one", false)
                : session.Found == StateFileCondition.Damaged
                    ? ("what was remembered of the file is damaged, or of another version; no changes are told this time", true)
                    : ("the file is not of an earlier sync, or what was remembered of it is lost; no changes are told this time", true);
        }

        if (!session.IsTrusted)
        {
            return (session.HasFile ? "the file is not as the last sync left it" : "the file is gone", true);
        }

        if (request.Full)
        {
            return ("-Full was given", false);
        }

        var due = NextFullRead(account, request.FullEvery);
        var now = options.Clock.GetUtcNow();
        // One of a day to come is as little to be trusted: a clock was wrong.
        return due is null || due <= now || account.FullReadAt > now ? ("it is due", false) : (null, false);
    }

    private async Task<(ListUpdate? Update, SyncReading? Reading, string? WhyFull, bool IsWarning)> ReadNewestAsync(string accountId, CancellationToken cancellation)
    {
        var known = session.Remembered(accountId);
        var byKey = new Lazy<Dictionary<Fingerprint, UserRelation>>(() => Index(session.Kept(accountId)));
        var newest = new NewestReading(exporter.Client, known, relation => byKey.Value.TryGetValue(RememberedList.KeyOf(relation), out var row) ? row : null);
        var end = await newest.ReadAsync(Query(accountId) with { PageSize = request.NewestPageSize, LaterPageSize = RelationQuery.MaximumPageSize, StopsEarly = true }, cancellation).ConfigureAwait(false);
        var reading = new SyncReading { Relations = newest.Relations, Reached = newest.Reached };
        switch (end)
        {
            case NewestEnd.WholeList:
                reading = reading with { Check = new ListCheck(Verified: true, Reason: null, Added: 0, Missed: 0, Proven: true), Reason = "it fits in one page" };
                return (Compare(accountId, reading), reading, null, false);
            case NewestEnd.NoOverlap:
                return (null, null, "so many are new that the newest pages do not reach the kept list", false);
            case NewestEnd.NotNewestFirst:
                return (null, null, "the list is not newest first, as a quick look needs it", true);
        }

        // The usual day: nothing is new, and the file need not be opened.
        var update = newest.Relations.All(known.HasUnchanged)
            ? ListUpdate.None
            : ListUpdate.FromNewest(session.Kept(accountId), reading, newest.IsSettled, request.IncludePicture);
        return update is null ? (null, null, "somebody new stands behind people who have long been there", true) : (update, reading, null, false);
    }

    // Through an export of its own, so that it resumes where it stopped.
    private async Task<SyncReading> CollectWholeAsync(string accountId, CancellationToken cancellation)
    {
        UsedFullRead = true;
        var export = new ExportRequest
        {
            Path = files.FullReadOf(accountId),
            AccountIds = [accountId],
            Filter = request.File.Filter,
            PageSize = request.File.PageSize,
            Format = ExportFormat.JsonLines,
            ByteOrderMark = false,
            VerifyEveryPage = request.File.VerifyEveryPage,
            MaximumAge = request.File.MaximumAge,
            Restart = request.File.Restart,
            StaysUnfinished = true,
            // A pass that was never taken in is older than what was taken in after it; of a state that does not say when, every pass may be.
            NotBefore = session.Find(accountId) is { } account ? account.ReadAt ?? options.Clock.GetUtcNow() : null,
        };
        var outcome = await exporter.ExportAsync(export, cancellation).ConfigureAwait(false);
        if (outcome.Failures.Count > 0)
        {
            throw outcome.Failures[0];
        }

        var done = outcome.Accounts[0];
        return new SyncReading
        {
            Relations = WithoutOldIds([.. RelationFile.ReadOwn(new ExportFiles(export).Work, isSpreadsheetSafe: false)], done.Check!),
            Check = done.Check,
            Pages = done.Checkpoint?.Pages ?? 0,
        };
    }

    private async Task<SyncReading> ReadWholeAsync(string accountId, CancellationToken cancellation)
    {
        List<UserRelation> relations = [];
        ListCheck? check = null;
        var pages = 0L;
        await foreach (var page in exporter.Client.ReadRelationsAsync(Query(accountId), cancellation).ConfigureAwait(false))
        {
            relations.AddRange(page.Relations);
            check = page.Check;
            pages = page.Checkpoint.Pages;
        }

        return new SyncReading { Relations = WithoutOldIds(relations, check!), Check = check, Pages = pages };
    }

    // Whoever got new ids while the list was read is in it twice: as they were read first, and among the late finds at its end.
    private static IReadOnlyList<UserRelation> WithoutOldIds(IReadOnlyList<UserRelation> relations, ListCheck check)
    {
        var late = IdMatch.IdsOf(relations.Skip((int)Math.Max(0, relations.Count - check.Added - check.Missed)));
        return late.Count == 0 ? relations
            : [.. relations.Where((relation, place) => place >= relations.Count - check.Added - check.Missed || !IdMatch.HasAny(relation, late))];
    }

    private ListUpdate Compare(string accountId, SyncReading reading) => session.Find(accountId) is null
        ? ListUpdate.Begin(reading.Relations, request.ReportInitial && session.IsFirst)
        : ListUpdate.FromWhole(session.Kept(accountId), reading.Relations, reading.Check!.Verified, request.IncludePicture);

    private RelationQuery Query(string accountId) => new()
    {
        AccountId = accountId,
        Filter = request.File.Filter,
        PageSize = request.File.PageSize,
        VerifyEveryPage = request.File.VerifyEveryPage,
        ResumeAdvice = "The same command begins again; the file is as it was.",
    };

    private static Dictionary<Fingerprint, UserRelation> Index(IEnumerable<UserRelation> rows)
    {
        var index = new Dictionary<Fingerprint, UserRelation>();
        foreach (var row in rows)
        {
            index[RememberedList.KeyOf(row)] = row;
        }

        return index;
    }
}

/// <summary>What was read of one account: the whole list, or the newest people.</summary>
internal sealed record SyncReading
{
    /// <summary>Who came, in the order of the list.</summary>
    public required IReadOnlyList<UserRelation> Relations { get; init; }

    /// <summary>How the whole list was found to be; <see langword="null"/> where only the newest people were read.</summary>
    public ListCheck? Check { get; init; }

    /// <summary>How many calls the whole list took, without its verification.</summary>
    public long Pages { get; init; }

    /// <summary>How many people were searched for and not found: they have left.</summary>
    public long Confirmed { get; init; }

    /// <summary>Why the whole list was read.</summary>
    public string? Reason { get; init; }

    /// <summary>Of the newest people: the place in the kept list down to which they cover it.</summary>
    public int Reached { get; init; } = -1;

    public bool IsWhole => Check is not null;
}
