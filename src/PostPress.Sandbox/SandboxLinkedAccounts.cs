namespace PostPress.Sandbox;

/// <summary>
/// The accounts that are linked to the sandbox's workspace: some in every status, and of other types than LinkedIn. The relations of one
/// that is not OK answer with the error that fits its status, which its id names.
/// </summary>
internal static class SandboxLinkedAccounts
{
    private const string LinkedIn = "LINKEDIN";

    /// <summary>All of them, in the order of the list.</summary>
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

    /// <summary>The account with an id; <see langword="null"/> where there is none.</summary>
    public static PostPressAccount? Find(string? id) => All.FirstOrDefault(account => account.Id == id);

    /// <summary>What the relations of an account of another type answer; <see langword="null"/> for one of LinkedIn, or none.</summary>
    public static SandboxError? Mismatch(string id) => Find(id) is { Type: not LinkedIn } ? SandboxErrors.Find("account_mismatch") : null;

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
