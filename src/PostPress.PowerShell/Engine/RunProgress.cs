using System.Diagnostics;
using System.Management.Automation;

namespace PostPress.Commands;

/// <summary>
/// The progress of a run that takes longer than a moment: one bar for one account; where several are read at once, a total and a line for
/// each of them below. On the pipeline thread.
/// </summary>
internal sealed class RunProgress(Cmdlet command, string activity, string item)
{
    private const int TotalId = 1;

    // Known before two seconds are over, without flashing up for a single page.
    private static readonly TimeSpan QuietTime = TimeSpan.FromSeconds(1);

    private readonly Stopwatch _running = Stopwatch.StartNew();
    private readonly Dictionary<string, Line> _lines = new(StringComparer.Ordinal);
    private long _doneItems;
    private int _done;
    private bool _visible;

    /// <summary>Where an earlier run stopped: only what comes now counts for the speed.</summary>
    public long Earlier { get; set; }

    /// <summary>Counts what came of an account.</summary>
    public void Count(string accountId, long items, long pages)
    {
        (LineOf(accountId).Items, LineOf(accountId).Pages) = (items, pages);
        Show();
    }

    /// <summary>An account waits before its next call.</summary>
    public void Wait(string accountId, string reason, TimeSpan delay) =>
        (LineOf(accountId).Reason, LineOf(accountId).WaitEnd) = (reason, _running.Elapsed + delay);

    /// <summary>An account goes on.</summary>
    public void GoOn(string accountId) => LineOf(accountId).Reason = "";

    /// <summary>An account is done: its line goes, and counts for the total.</summary>
    public void End(string accountId)
    {
        if (_lines.TryGetValue(accountId, out var line))
        {
            _lines.Remove(accountId);
            _done++;
            _doneItems += line.Items;
            if (line.IsShown)
            {
                command.WriteProgress(Record(line, RecordType: ProgressRecordType.Completed));
            }
        }
    }

    /// <summary>Brings it up to date.</summary>
    public void Show()
    {
        if (!_visible && _running.Elapsed < QuietTime)
        {
            return;
        }

        _visible = true;
        command.WriteProgress(Total(ProgressRecordType.Processing));
        if (_lines.Count > 1)
        {
            foreach (var line in _lines.Values)
            {
                line.IsShown = true;
                command.WriteProgress(Record(line, ProgressRecordType.Processing));
            }
        }
    }

    /// <summary>Takes it away.</summary>
    public void Complete()
    {
        foreach (var accountId in _lines.Keys.ToList())
        {
            End(accountId);
        }

        if (_visible)
        {
            command.WriteProgress(Total(ProgressRecordType.Completed));
        }
    }

    private Line LineOf(string accountId)
    {
        if (!_lines.TryGetValue(accountId, out var line))
        {
            // An id that is used no more: hosts take a line with a new id for a new one.
            _lines[accountId] = line = new Line(accountId, TotalId + 1 + _done + _lines.Count);
        }

        return line;
    }

    // No percentage: nobody knows how long a list is before its end.
    private ProgressRecord Total(ProgressRecordType type)
    {
        var only = _lines.Count == 1 && _done == 0 ? _lines.Values.First() : null;
        var status = only is not null ? Status(only, withName: true)
            : _lines.Count + _done == 0 ? "waiting for the first page"
            : $"{_doneItems + _lines.Values.Sum(line => line.Items):N0} {item}s, {_done:N0} of {_done + _lines.Count:N0} accounts done";
        return new ProgressRecord(TotalId, activity, status) { PercentComplete = -1, RecordType = type };
    }

    private ProgressRecord Record(Line line, ProgressRecordType RecordType) =>
        new(line.Id, DisplayText.Clean(line.AccountId), Status(line, withName: false)) { ParentActivityId = TotalId, PercentComplete = -1, RecordType = RecordType };

    private string Status(Line line, bool withName)
    {
        var speed = (line.Items - Earlier) / _running.Elapsed.TotalSeconds;
        var status = line.Pages == 0 ? "waiting for the first page" : $"{line.Items:N0} {item}s in {line.Pages:N0} pages, {speed:N0} a second";
        var left = line.WaitEnd - _running.Elapsed;
        if (line.Reason.Length > 0 && left > TimeSpan.Zero)
        {
            status += FormattableString.Invariant($"; {line.Reason}, going on in {Math.Ceiling(left.TotalSeconds):0} s");
        }

        return withName && line.AccountId.Length > 0 && line.Pages > 0 ? $"{DisplayText.Clean(line.AccountId)}: {status}" : status;
    }

    private sealed class Line(string accountId, int id)
    {
        public string AccountId => accountId;

        public int Id => id;

        public long Items { get; set; }

        public long Pages { get; set; }

        public string Reason { get; set; } = "";

        public TimeSpan WaitEnd { get; set; }

        public bool IsShown { get; set; }
    }
}
