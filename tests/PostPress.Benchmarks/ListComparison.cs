using System.Globalization;

namespace PostPress.Benchmarks;

/// <summary>
/// Compares two exports, of which one row in a thousand differs: <c>--changes COUNT [csv|safe|jsonl]</c>. Its memory is of interest: the
/// files are far larger than what may be kept of them.
/// </summary>
internal static class ListComparison
{
    private const int PageSize = 1000;

    public static int Run(string rows, string format)
    {
        var count = int.Parse(rows, CultureInfo.InvariantCulture);
        using var folder = new ScratchFolder();
        var request = new ExportRequest
        {
            Path = "",
            AccountIds = [],
            Format = format == "jsonl" ? ExportFormat.JsonLines : ExportFormat.Csv,
            SpreadsheetSafe = format == "safe",
        };
        var before = Write(folder, "before", request, count, night: 0);
        var after = Write(folder, "after", request, count, night: 1);
        Console.WriteLine(FormattableString.Invariant($"two files of {count:N0} rows, {new FileInfo(before).Length / 1e6:F0} MB each"));

        var meter = Meter.Start();
        using var comparison = new ExportComparison(includePicture: false, TimeProvider.System, CancellationToken.None);
        comparison.AddReference(before);
        comparison.AddDifference(after);
        Console.WriteLine(FormattableString.Invariant($"kept when both were read: {GC.GetTotalMemory(forceFullCollection: true) / 1e6:F1} MB"));
        Console.WriteLine($"changes={comparison.Finish().Count()}");
        Console.WriteLine(meter.Stop(2L * count));
        return 0;
    }

    private static string Write(ScratchFolder folder, string name, ExportRequest request, int count, int night)
    {
        var path = Path.Combine(folder.Path, name);
        var formatter = request.FileFormat.CreateFormatter();
        using var file = File.Create(path);
        file.Write(formatter.Preamble);
        for (var first = 0; first < count; first += PageSize)
        {
            file.Write(formatter.Format([.. Enumerable.Range(first, Math.Min(PageSize, count - first)).Select(number => Person(number, night))]));
        }

        return path;
    }

    // Of each thousand one is gone and another new, in the same place, and one has another headline; every picture has another address.
    private static UserRelation Person(int number, int night)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"ACoAA{(ulong)(number + 1) * 0x9E3779B97F4A7C15:x16}bQxYz{(number % 1000 == 7 ? night : 0)}{number:x5}");
        return new()
        {
            AccountId = "acc_linkedin_01HXYZ4QK3WJ8FN3M6QH7TZ8GR",
            FirstName = "Mónica",
            LastName = "García López",
            Headline = number % 1000 == 8 && night == 1 ? "Founder & CEO 🚀 building things" : "Senior Product Manager bei der Musterfirma GmbH, Köln",
            PublicIdentifier = $"person-{id}",
            PublicProfileUrl = $"https://www.linkedin.com/in/person-{id}",
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(1_747_400_000_000 - number * 61_000L),
            MemberId = id,
            MemberUrn = $"urn:li:fsd_profile:{id}",
            ConnectionUrn = $"urn:li:fsd_connection:(ACoAABxyz0123456789abcdef,{id})",
            ProfilePictureUrl = $"https://media.licdn.com/dms/image/v2/{id}/profile-displayphoto-shrink_100_100/0/{night}.jpg",
        };
    }
}
