namespace PostPress.Client.Tests.Errors;

/// <summary>The types of the API's reference page, copied by hand: the code must agree with it, not the other way round.</summary>
internal static class ErrorTable
{
    public static readonly (int Status, string Type)[] Documented =
    [
        (401, "missing_credentials"), (401, "multiple_sessions"), (401, "invalid_checkpoint_solution"), (401, "invalid_proxy_credentials"),
        (401, "checkpoint_error"), (401, "invalid_credentials"), (401, "expired_credentials"), (401, "insufficient_privileges"),
        (401, "disconnected_account"), (401, "disconnected_feature"), (401, "invalid_credentials_but_valid_account_imap"),
        (401, "expired_link"), (401, "wrong_account"),
        (403, "account_restricted"), (403, "account_mismatch"), (403, "insufficient_permissions"), (403, "session_mismatch"),
        (403, "feature_not_subscribed"), (403, "subscription_required"), (403, "unknown_authentication_context"),
        (403, "action_required"), (403, "resource_access_restricted"),
        (404, "resource_not_found"), (404, "invalid_resource_identifier"),
        (429, "too_many_requests"),
        (500, "unexpected_error"), (500, "provider_error"), (500, "authentication_intent_error"),
        (501, "feature_not_implemented"),
        (503, "no_client_session"), (503, "no_channel"), (503, "no_handler"), (503, "network_down"), (503, "service_unavailable"),
        (504, "request_timeout"),
    ];

    /// <summary>What the sibling endpoints document.</summary>
    public static readonly (int Status, string Type)[] Sibling =
    [
        (400, "invalid_parameters"), (400, "missing_parameters"), (400, "malformed_request"), (400, "limit_too_high"),
    ];

    public static IEnumerable<(int Status, string Type)> All => Documented.Concat(Sibling);
}
