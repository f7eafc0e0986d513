namespace PostPress.Sandbox;

/// <summary>An error of the API, and the catalogue of those that it documents.</summary>
internal sealed record SandboxError(int Status, string Type, string Detail)
{
    /// <summary>The 35 types of the API's reference page.</summary>
    public static readonly IReadOnlyList<SandboxError> Documented =
    [
        new(401, "missing_credentials", "Some credentials are necessary to perform the request."),
        new(401, "multiple_sessions", "The provider limits multiple sessions on certain Recruiter accounts; connect by cookie."),
        new(401, "invalid_checkpoint_solution", "The checkpoint was not solved; try it again."),
        new(401, "invalid_proxy_credentials", "The proxy's credentials are invalid."),
        new(401, "checkpoint_error", "The checkpoint does not appear to be solvable."),
        new(401, "invalid_credentials", "The credentials are invalid."),
        new(401, "expired_credentials", "The credentials have expired; reconnect the account."),
        new(401, "insufficient_privileges", "The resource is out of the API key's scopes."),
        new(401, "disconnected_account", "The account is disconnected from the provider."),
        new(401, "disconnected_feature", "The feature's service is disconnected."),
        new(401, "invalid_credentials_but_valid_account_imap", "The IMAP/SMTP credentials are invalid but the account is valid."),
        new(401, "expired_link", "The link has expired; generate a new one."),
        new(401, "wrong_account", "The credentials do not match the account."),
        new(403, "account_restricted", "The provider has restricted the account."),
        new(403, "account_mismatch", "This action cannot be done with this account."),
        new(403, "insufficient_permissions", "Authenticated but not permitted."),
        new(403, "session_mismatch", "The token's user id does not match the client's session id."),
        new(403, "feature_not_subscribed", "The feature is not subscribed to or not authenticated."),
        new(403, "subscription_required", "A subscription is required."),
        new(403, "unknown_authentication_context", "An additional sign-in step seems necessary."),
        new(403, "action_required", "An additional step is required."),
        new(403, "resource_access_restricted", "No access to this resource."),
        new(404, "resource_not_found", "The requested resource was not found."),
        new(404, "invalid_resource_identifier", "The identifier is not valid."),
        new(429, "too_many_requests", "Provider rate limit reached. Back off and retry."),
        new(500, "unexpected_error", "Something went wrong."),
        new(500, "provider_error", "The provider has operational problems; retry later."),
        new(500, "authentication_intent_error", "The authentication intent was killed after a failure."),
        new(501, "feature_not_implemented", "Planned but not available yet."),
        new(503, "no_client_session", "No client session is running."),
        new(503, "no_channel", "No channel to the client session."),
        new(503, "no_handler", "No handler for the request."),
        new(503, "network_down", "The network is down on the server's side; retry shortly."),
        new(503, "service_unavailable", "Temporarily unavailable; retry later."),
        new(504, "request_timeout", "The upstream provider did not answer in time; retry."),
    ];

    // Those that the API's sibling endpoints document for 400.
    public static readonly SandboxError InvalidParameters = new(400, "invalid_parameters", "A parameter is not valid.");
    public static readonly SandboxError MissingParameters = new(400, "missing_parameters", "A parameter is missing.");
    public static readonly SandboxError LimitTooHigh = new(400, "limit_too_high", "The limit is 1000 at the most.");

    private static readonly IReadOnlyList<SandboxError> All =
        [.. Documented, InvalidParameters, MissingParameters, LimitTooHigh, new(400, "malformed_request", "The request could not be read.")];

    /// <summary>The error of a type, with or without <c>errors/</c>; <see langword="null"/> where there is no such type.</summary>
    public static SandboxError? Find(string? type)
    {
        var name = type?.StartsWith("errors/", StringComparison.Ordinal) == true ? type["errors/".Length..] : type;
        return All.FirstOrDefault(error => error.Type == name);
    }

    /// <summary>The error of a fault: its type and status, each completed from the other.</summary>
    public static SandboxError Of(SandboxFault fault)
    {
        if (Find(fault.Type) is { } known)
        {
            return known with { Status = fault.Status ?? known.Status };
        }

        var status = fault.Status ?? 500;
        var usual = status switch
        {
            401 => Find("invalid_credentials"),
            403 => Find("insufficient_permissions"),
            503 => Find("service_unavailable"),
            _ => All.FirstOrDefault(error => error.Status == status),
        };
        return new(status, fault.Type ?? usual?.Type ?? "unexpected_error", usual?.Detail ?? "A fault that the sandbox was told to play.");
    }
}
