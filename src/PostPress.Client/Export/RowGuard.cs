namespace PostPress.Client;

/// <summary>
/// Sees whether a new file has suspiciously few rows of an account against the file that it is about to replace: 3 people today where
/// 2,500 were yesterday are the provider's fault, and the good file stays.
/// </summary>
internal static class RowGuard
{
    /// <summary>What is wrong, for the user; <see langword="null"/> where nothing is.</summary>
    public static string? TooFew(ExportRequest request, IReadOnlyList<AccountProgress> accounts)
    {
        // Which filter the file in place was made with is not known; a filtered list has few rows by right.
        if (request.MinimumRowPercent == 0 || request.Force || !string.IsNullOrEmpty(request.Filter) || !File.Exists(request.Path))
        {
            return null;
        }

        var before = CountRows(request);
        var few = accounts.Where(account => account.Rows * 100d < (double)request.MinimumRowPercent * Rows(before, account.Id)).ToList();
        return few.Count == 0 ? null : string.Join("; ", few.Select(account => FormattableString.Invariant(
            $"account '{account.Id}' has {account.Rows:N0} relations, and the file in place has {Rows(before, account.Id):N0}")));
    }

    private static long Rows(Dictionary<string, long> counts, string accountId) => counts.TryGetValue(accountId, out var count) ? count : 0;

    private static Dictionary<string, long> CountRows(ExportRequest request)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        try
        {
            // Yesterday's command may have had another format or delimiter.
            using var file = RelationFile.Open(request.Path, request.SpreadsheetSafe);
            foreach (var relation in file.Read())
            {
                var id = relation.AccountId ?? "";
                counts[id] = Rows(counts, id) + 1;
            }
        }
        catch (ExportFileException)
        {
            // Not a file of ours: there is nothing to compare with.
            return [];
        }

        return counts;
    }
}
