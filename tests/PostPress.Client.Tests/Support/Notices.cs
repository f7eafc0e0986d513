namespace PostPress.Client.Tests.Support;

/// <summary>Finds the notices of a run by their id.</summary>
internal static class Notices
{
    public static IEnumerable<RunNotice> Of(this IEnumerable<RunEvent> events, string id) => events.OfType<RunNotice>().Where(notice => notice.Id == id);

    /// <summary>Waits of one kind.</summary>
    public static IEnumerable<CallDelayed> Of(this IEnumerable<RunEvent> events, CallDelay reason) => events.OfType<CallDelayed>().Where(delayed => delayed.Reason == reason);
}
