namespace PostPress.Client;

/// <summary>A call to an account, as the ledger sees it.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Page">The page of this reading, from 1.</param>
/// <param name="Pause">The pause that is due after the call before it, whoever sent that.</param>
/// <param name="IsWholeRead">Whether the reading is of the whole list, from its beginning.</param>
internal sealed record AccountCall(string AccountId, long Page, TimeSpan Pause, bool IsWholeRead);

/// <summary>Every call to an account goes through it, retries too.</summary>
internal interface ICallGate
{
    /// <summary>Sends a call when the account may be called.</summary>
    /// <exception cref="PostPressApiException">It failed, or was not sent because the account may not be called.</exception>
    Task<T> SendAsync<T>(AccountCall call, Func<Task<T>> send, CancellationToken cancellation);
}

/// <summary>No ledger: each call is sent at once.</summary>
internal sealed class OpenGate : ICallGate
{
    public Task<T> SendAsync<T>(AccountCall call, Func<Task<T>> send, CancellationToken cancellation) => send();
}
