namespace PostPress.Client;

/// <summary>
/// Confirms that people whom a full read did not find have left. Two calls verify a list, but on one of more than three pages they can't see that someone
/// was pulled across a page border between two calls; such a person is still connected, and must not be reported as removed.
/// </summary>
/// <param name="client">Sends the calls, paced and counted like any other.</param>
/// <param name="query">The list.</param>
/// <param name="pages">How many calls the list takes.</param>
internal sealed class RemovalCheck(PostPressClient client, RelationQuery query, long pages)
{
    /// <summary>Searches for each candidate by name, or reads the list once more, whichever takes fewer calls.</summary>
    /// <returns>Those who are still connected, as they are now.</returns>
    /// <exception cref="PostPressApiException">It can't be seen.</exception>
    public async Task<IReadOnlyList<UserRelation>> FindAsync(IReadOnlyList<UserRelation> candidates, CancellationToken cancellation)
    {
        var byName = candidates.GroupBy(NameOf, StringComparer.Ordinal).ToList();
        // The API takes one filter, so in a list that has one nobody can be searched for by name.
        if (!string.IsNullOrEmpty(query.Filter) || byName.Count > pages || byName.Any(group => group.Key.Length == 0))
        {
            return await FindAsync(query, candidates, cancellation).ConfigureAwait(false);
        }

        List<UserRelation> found = [];
        foreach (var group in byName)
        {
            try
            {
                found.AddRange(await FindAsync(query with { Filter = group.Key }, [.. group], cancellation).ConfigureAwait(false));
            }
            catch (PostPressApiException failure) when (RetryRules.IsRefusedCursor(failure))
            {
                // A name that the API does not take as a filter.
                return await FindAsync(query, candidates, cancellation).ConfigureAwait(false);
            }
        }

        return found;
    }

    private async Task<IReadOnlyList<UserRelation>> FindAsync(RelationQuery where, IReadOnlyList<UserRelation> candidates, CancellationToken cancellation)
    {
        var left = candidates.ToList();
        List<UserRelation> found = [];
        // Whoever is found need not be searched for any further; so the list itself is not verified.
        await foreach (var page in client.ReadRelationsAsync(where with { StopsEarly = true }, cancellation).ConfigureAwait(false))
        {
            foreach (var relation in page.Relations)
            {
                if (left.RemoveAll(candidate => IdMatch.IsSamePerson(candidate, relation)) > 0)
                {
                    found.Add(relation);
                }
            }

            if (left.Count == 0)
            {
                break;
            }
        }

        return found;
    }

    private static string NameOf(UserRelation relation) => $"{relation.FirstName} {relation.LastName}".Trim();
}
