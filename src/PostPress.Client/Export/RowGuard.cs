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
            using var file = new FileStream(request.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            // Yesterday's command may have had another format or delimiter.
            var formatter = FileFormat.Of(file)?.CreateFormatter(request.SpreadsheetSafe);
            using var held = formatter as IDisposable;
            foreach (var relation in formatter?.ReadRelations(file) ?? [])
            {
                var id = relation.AccountId ?? "";
                counts[id] = Rows(counts, id) + 1;
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            // Not a file of ours: there is nothing to compare with.
            return [];
        }

        return counts;
    }
}
