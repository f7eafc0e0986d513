namespace PostPress.Client;

/// <summary>
/// The texts for every error: the 35 types of the API's reference, the types that its sibling endpoints document for 400,
/// our own failures, and what is said of a status or type that nobody documented. Each has a summary (what happened, and on whose side) and an action
/// (what to do now).
/// </summary>
internal static class ErrorCatalogue
{
    private const string Reconnect = "Reconnect the account in the PostPress dashboard, then run the command again.";
    private const string RunAgain = "Run the command again in a few minutes; if it goes on for an hour, give the request id to PostPress support.";
    private const string LogInOnce = "Log in to LinkedIn with this account in a browser, do what it asks for, then reconnect the account in the PostPress dashboard.";
    private const string CheckNetwork = "Check that this machine reaches the address (network, VPN, firewall, proxy), then run the command again.";
    private const string NotTheApi = "Check the address given to -BaseUri; if it is right, something between here and the API answers in its place. Give the request id to PostPress support if there is one.";

    /// <summary>The advice for the types that the API documents, by id.</summary>
    public static IReadOnlyDictionary<string, (string Summary, string Action)> Documented { get; } = new Dictionary<string, (string Summary, string Action)>(StringComparer.Ordinal)
    {
        ["missing_credentials"] = ("The API got no credentials with the request.", "Run Connect-PostPress with your API key; if you did, a proxy on the way may remove the X-API-KEY header."),
        ["multiple_sessions"] = ("LinkedIn allows this Recruiter account only one session at a time.", "Reconnect the account by cookie in the PostPress dashboard, and close its other sessions."),
        ["invalid_checkpoint_solution"] = ("LinkedIn did not accept the answer to its security question.", "Reconnect the account in the PostPress dashboard and answer the question again."),
        ["invalid_proxy_credentials"] = ("The proxy that is set for this account in PostPress refuses its user name or password.", "Correct the account's proxy settings in the PostPress dashboard; the proxy of this machine is not meant."),
        ["checkpoint_error"] = ("LinkedIn asks for a security check that can't be solved from here.", LogInOnce),
        ["invalid_credentials"] = ("The credentials are not valid: the API key, or the login of the account.", "Check the key with Get-PostPressConnection; if it is the right one, reconnect the account in the PostPress dashboard."),
        ["expired_credentials"] = ("The login of the account has expired.", Reconnect),
        ["insufficient_privileges"] = ("The API key may not read this.", "Give the key the scope for relations in the PostPress dashboard, or use another key."),
        ["disconnected_account"] = ("The account is no longer connected to LinkedIn.", Reconnect),
        ["disconnected_feature"] = ("The part of the account that this needs is no longer connected.", Reconnect),
        ["invalid_credentials_but_valid_account_imap"] = ("The account is valid, but its mail (IMAP/SMTP) login is not.", "Correct the mail login of the account in the PostPress dashboard."),
        ["expired_link"] = ("The link to connect the account has expired.", "Make a new link in the PostPress dashboard and connect the account with it."),
        ["wrong_account"] = ("The login belongs to another account than this one.", "Reconnect this account in the PostPress dashboard with its own login."),
        ["account_restricted"] = ("LinkedIn has restricted the account.", "Stop all automation for it, log in to LinkedIn in a browser to see what it asks for, and wait until the restriction is lifted. Trying again makes it worse."),
        ["account_mismatch"] = ("This can't be done with this kind of account.", "Check that -AccountId names a LinkedIn account."),
        ["insufficient_permissions"] = ("The key is known, but it may not do this.", "Ask the owner of the PostPress workspace for the permission, or use another key."),
        ["session_mismatch"] = ("The session belongs to another user than the one of the key.", Reconnect),
        ["feature_not_subscribed"] = ("The feature is not part of the subscription, or not signed in to.", "Check the subscription in the PostPress dashboard and, if it is a LinkedIn product, that the account has it."),
        ["subscription_required"] = ("This needs a subscription that the workspace or the account does not have.", "Check the plan in the PostPress dashboard."),
        ["unknown_authentication_context"] = ("LinkedIn seems to ask for one more sign-in step.", LogInOnce),
        ["action_required"] = ("LinkedIn asks for something to be done with the account first.", LogInOnce),
        ["resource_access_restricted"] = ("The account or the key has no access to this.", "Check that the account belongs to the workspace of the key."),
        ["resource_not_found"] = ("There is no such account for this key.", "Check the id of the account in the PostPress dashboard, and that the key is of the same workspace."),
        ["invalid_resource_identifier"] = ("The id of the account is not valid.", "Copy the id of the account from the PostPress dashboard; it begins with acc_."),
        ["too_many_requests"] = ("The rate limit of the provider is reached.", "Wait, at least as long as the answer asks for if it does, and read this account less often: Sync-PostPressRelation costs one call on most days."),
        ["unexpected_error"] = ("Something went wrong inside the API; it is not your doing.", RunAgain),
        ["provider_error"] = ("LinkedIn has operational problems, or limits the account without saying so.", "Run the command again in an hour; reading again at once makes a hidden limit last longer."),
        ["authentication_intent_error"] = ("The sign-in of the account was aborted after a failure.", Reconnect),
        ["feature_not_implemented"] = ("The API does not offer this yet.", "Check that -BaseUri has the version of the API that you mean to use."),
        ["no_client_session"] = ("No session of the account is running on the API's side.", "Run the command again in a few minutes; if it stays so, reconnect the account in the PostPress dashboard."),
        ["no_channel"] = ("The API has no channel to the account's session.", RunAgain),
        ["no_handler"] = ("The API has nothing running that could handle the request.", RunAgain),
        ["network_down"] = ("The network on the API's side is down.", RunAgain),
        ["service_unavailable"] = ("The API is unavailable for a while.", RunAgain),
        ["request_timeout"] = ("LinkedIn did not answer the API in time.", "Run the command again in a few minutes, with a smaller -PageSize if it happens often."),
    };

    /// <summary>The advice for 400, which this endpoint's page does not list but its siblings do.</summary>
    public static IReadOnlyDictionary<string, (string Summary, string Action)> Sibling { get; } = new Dictionary<string, (string Summary, string Action)>(StringComparer.Ordinal)
    {
        ["invalid_parameters"] = ("The API does not accept a parameter.", "Check -AccountId and -Filter. If you gave -Cursor: cursors expire; run the command without it to start from the beginning."),
        ["missing_parameters"] = ("The API misses a parameter.", "Check that -AccountId is not blank."),
        ["malformed_request"] = ("The API could not read the request.", "Check -AccountId, -Filter and -Cursor for stray characters."),
        ["limit_too_high"] = ("The API refuses the page size.", "Run the command again with a smaller -PageSize."),
    };

    /// <summary>The advice for failures that are found on this side.</summary>
    public static IReadOnlyDictionary<string, (string Summary, string Action)> Local { get; } = new Dictionary<string, (string Summary, string Action)>(StringComparer.Ordinal)
    {
        ["daily_budget_spent"] = ("The account has had as many calls in the last 24 hours as it may have.", "Run the command again when calls are free; an export resumes then, with -MaximumAge 2.00:00:00 also one that began a day ago. Get-PostPressUsage shows the calls; -MaximumCallsPerDay gives another limit, 0 for none."),
        ["response_timeout"] = ("The API did not answer in time.", "Check the network; if it is slow but sound, use Connect-PostPress -TimeoutSec with more seconds, or a smaller -PageSize."),
        ["idle_timeout"] = ("The answer began, but its next part did not come in time.", "Check the network; if it is slow but sound, use Connect-PostPress -TimeoutSec with more seconds, or a smaller -PageSize."),
        ["connection_failed"] = ("The API can't be reached.", CheckNetwork),
        ["connection_lost"] = ("The connection to the API was lost.", CheckNetwork),
        ["name_not_resolved"] = ("The host name of the API can't be resolved.", "Check -BaseUri for a typing error and this machine's DNS, then run the command again."),
        ["proxy_failed"] = ("The proxy did not let the request through.", "Check the proxy's address and credentials (Connect-PostPress -Proxy, -ProxyCredential, or the environment variable HTTPS_PROXY)."),
        ["tls_failed"] = ("No secure connection could be agreed on: TLS 1.2 or later is needed.", "Check -BaseUri and, if a proxy inspects traffic, that it speaks TLS 1.2."),
        ["certificate_rejected"] = ("The certificate of the server is not to be trusted, so nothing was sent.", "Check -BaseUri and this machine's clock. If a company proxy inspects traffic, have its root certificate installed on this machine; there is no switch to ignore it."),
        ["redirect_refused"] = ("The server redirects, and the API key is not taken to another address.", "If the new address is the API's, give it to Connect-PostPress -BaseUri."),
        ["not_a_list"] = ("The answer is not the list that was asked for.", NotTheApi),
        ["not_a_relation"] = ("The list holds something that is not a relation.", "The data of the API is at fault. Run the command again in an hour; if it stays so, give the account id to PostPress support."),
        ["not_an_account"] = ("The answer is not an account, or holds something that is none.", "Check the address given to -BaseUri; if it is right, the data of the API is at fault: run the command again in an hour, and if it stays so, tell PostPress support."),
        ["body_truncated"] = ("The answer is truncated.", CheckNetwork),
        ["body_too_large"] = ("The answer is larger than any page could be.", "Run the command again with a smaller -PageSize; if it stays so, something answers in the API's place."),
        ["no_progress"] = ("The API gave page after page without anybody new, so the list would never end.", "The list is not complete. Run the command again; if it happens again, tell PostPress support."),
        ["cursor_repeated"] = ("The API gave a cursor that it had given before, so the list would never end.", "The list is not complete. Run the command again; if it happens again, give the cursor to PostPress support."),
    };

    /// <summary>What is said of an id or, where that is unknown, of its status.</summary>
    public static (string Summary, string Action) Find(string id, int? status) =>
        Documented.TryGetValue(id, out var advice) || Sibling.TryGetValue(id, out advice) || Local.TryGetValue(id, out advice)
            ? advice
            : ByStatus(status);

    private static (string Summary, string Action) ByStatus(int? status) => status switch
    {
        401 => ("The API does not accept the credentials.", "Check the key with Get-PostPressConnection and run Connect-PostPress with the right one."),
        403 => ("The API does not permit this.", "Check what the key and the account may do in the PostPress dashboard."),
        404 => ("The API does not know this account or address.", "Check -AccountId, and that the address ends with the API's version, as in https://api.postpress.ai/v1."),
        407 => ("The proxy asks for credentials.", "Give them to Connect-PostPress -ProxyCredential."),
        408 => ("The API gave up waiting for the request.", CheckNetwork),
        413 => ("The API refuses the size of the page.", "Run the command again with a smaller -PageSize."),
        429 => Documented["too_many_requests"],
        501 => Documented["feature_not_implemented"],
        502 or 503 => Documented["service_unavailable"],
        504 => Documented["request_timeout"],
        >= 500 => Documented["unexpected_error"],
        >= 400 => ("The API refuses the request.", "Check the parameters; if they are right, give the request id to PostPress support."),
        _ => ("The server answered in a way that is not the API's.", NotTheApi),
    };
}
