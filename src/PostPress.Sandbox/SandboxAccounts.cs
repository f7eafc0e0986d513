using System.Collections.ObjectModel;

namespace PostPress.Sandbox;

/// <summary>
/// The accounts that are linked to the sandbox's workspace: three with lists, and some in every status and of other types than LinkedIn. The
/// relations of one that is not OK answer with the error that fits its status, which its id names.
/// </summary>
internal sealed class SandboxAccounts(SandboxOptions options)
{
    private const string ErrorPrefix = "acc_error_";
    private const string LinkedIn = "LINKEDIN";

    private readonly Dictionary<string, SandboxList> _lists = new(StringComparer.Ordinal)
    {
        ["acc_sandbox_main"] = new(options.RelationCount),
        ["acc_sandbox_small"] = new(Math.Min(options.RelationCount, 25)),
        ["acc_sandbox_empty"] = new(0),
    };

    private readonly Dictionary<string, SandboxLife> _lives = new(StringComparer.Ordinal);

    /// <summary>All accounts, in the order of the API's list.</summary>
    public static IReadOnlyList<PostPressAccount> All { get; } =
    [
        Make("acc_sandbox_main", "Ada Lovelace", LinkedIn, ("MESSAGING", "OK")),
        Make("acc_sandbox_small", "Müge Söhne", LinkedIn, ("MESSAGING", "OK")),
        Make("acc_sandbox_empty", "小明 (new)", LinkedIn, ("MESSAGING", "OK")),
        Make("acc_error_account_restricted", "Jean-Luc O'Brien", LinkedIn, ("MESSAGING", "ERROR")),
        Make("acc_error_expired_credentials", "Łukasz Łęcki", LinkedIn, ("MESSAGING", "CREDENTIALS")),
        Make("acc_error_insufficient_permissions", "Zoë Ünal, PhD", LinkedIn, ("MESSAGING", "OK"), ("RECRUITER", "PERMISSIONS")),
        Make("acc_error_disconnected_account", "=HYPERLINK(\"https://example.com/\")", LinkedIn, ("MESSAGING", "STOPPED")),
        Make("acc_error_no_client_session", "Léa 🌱 de la Cruz", LinkedIn, ("MESSAGING", "CONNECTING")),
        Make("acc_sandbox_mail", "ada@example.com", "MAIL", ("MAILS", "OK")),
        Make("acc_sandbox_google", "team@example.com", "GOOGLE", ("MAILS", "OK"), ("CALENDAR", "PERMISSIONS")),
        Make("acc_sandbox_outlook", "sales@example.com", "OUTLOOK", ("MAILS", "OK"), ("CALENDAR", "OK")),
        Make("acc_sandbox_whatsapp", "+49 170 0000000", "WHATSAPP", ("MESSAGING", "STOPPED")),
        Make("acc_sandbox_instagram", "@acme", "INSTAGRAM", ("MESSAGING", "CREDENTIALS")),
        Make("acc_sandbox_telegram", "Ada L.", "TELEGRAM", ("MESSAGING", "OK")),
        Make("acc_sandbox_mobile", "Front desk", "MOBILE", ("MESSAGING", "CONNECTING")),
    ];

    /// <summary>The time that the lists have come to.</summary>
    public SandboxClock Clock { get; } = new(options.Now);

    /// <summary>The ids of those with lists, the one with all relations first.</summary>
    public ReadOnlyCollection<string> Ids { get; } = Array.AsReadOnly(new[] { "acc_sandbox_main", "acc_sandbox_small", "acc_sandbox_empty" });

    /// <summary>The list of an account as it is at this moment; <see langword="null"/> where there is no such account.</summary>
    public SandboxList? List(string id)
    {
        lock (_lists)
        {
            return _lists.ContainsKey(id) ? Current(id) : null;
        }
    }

    /// <summary>Changes the list of an account. Who reads it meanwhile goes on with the list as it was: one answer is one moment.</summary>
    public void Change(string id, Action<SandboxList> change)
    {
        lock (_lists)
        {
            var list = Current(id).Copy();
            change(list);
            _lists[id] = list;
        }
    }

    /// <summary>The account with an id; <see langword="null"/> where there is none.</summary>
    public static PostPressAccount? Find(string? id) => All.FirstOrDefault(account => account.Id == id);

    /// <summary>What the relations of an account of another type answer; <see langword="null"/> for one of LinkedIn, or none.</summary>
    public static SandboxError? Mismatch(string id) => Find(id) is { Type: not LinkedIn } ? SandboxError.Find("account_mismatch") : null;

    /// <summary>The error that the id names, as <c>acc_error_account_restricted</c> does, or <see langword="null"/>.</summary>
    public static SandboxError? Error(string id) =>
        id.StartsWith(ErrorPrefix, StringComparison.Ordinal) ? SandboxError.Find(id[ErrorPrefix.Length..]) : null;

    private SandboxList Current(string id)
    {
        if (!_lives.TryGetValue(id, out var life))
        {
            _lives[id] = life = new SandboxLife(options, id);
        }

        var moment = Clock.Now;
        if (life.IsDue(moment))
        {
            var list = _lists[id].Copy();
            life.Live(list, moment);
            _lists[id] = list;
        }

        return _lists[id];
    }

    private static PostPressAccount Make(string id, string name, string type, params (string Name, string Status)[] sources) => new()
    {
        Id = id,
        Name = name,
        Type = type,
        Source = Array.AsReadOnly(sources.Select(source => new PostPressAccountSource { Id = $"{id}_{source.Name}", Status = source.Status }).ToArray()),
        // Fixed, as the people of the sandbox are; from the id, so that they differ.
        CreatedAt = new DateTimeOffset(2026, 1, 1, 9, 0, 0, TimeSpan.Zero).AddHours(id.Sum(letter => (long)letter)),
        LastFetchedAt = sources.All(source => source.Status is "CONNECTING") ? null : new DateTimeOffset(2026, 6, 30, 12, 0, 0, TimeSpan.Zero).AddMinutes(-id.Sum(letter => (long)letter) % 600),
    };
}
