using System.Diagnostics;
using System.Management.Automation;

namespace PostPress.Shell;

/// <summary>The progress bar: one line that is written over; where there is no terminal, a plain line on the error stream now and then.</summary>
internal sealed class ProgressLine
{
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(1);

    private readonly Stopwatch _sinceShown = new();
    private bool _visible;

    public void Show(ProgressRecord record)
    {
        if (record.RecordType == ProgressRecordType.Completed)
        {
            Clear();
            return;
        }

        var text = $"{record.Activity} [{record.StatusDescription}]";
        if (Console.IsOutputRedirected)
        {
            ShowPlain(text);
            return;
        }

        var width = Math.Max(20, Console.WindowWidth - 1);
        text = text.Length > width ? text[..width] : text;
        Console.Write($"\r\x1b[7m{text}\x1b[0m\x1b[K");
        _visible = true;
    }

    public void Clear()
    {
        if (_visible)
        {
            Console.Write("\r\x1b[K");
            _visible = false;
        }
    }

    private void ShowPlain(string text)
    {
        if (!_sinceShown.IsRunning || _sinceShown.Elapsed >= PlainInterval)
        {
            Console.Error.WriteLine(text);
            _sinceShown.Restart();
        }
    }
}
