namespace PostPress.Sandbox;

/// <summary>The last calls that the sandbox saw; bounded, so that a sandbox that serves for days does not grow.</summary>
internal sealed class CallLog
{
    private const int Most = 10_000;

    private readonly Queue<SandboxCall> _calls = new();

    public void Add(SandboxCall call)
    {
        lock (_calls)
        {
            _calls.Enqueue(call);
            if (_calls.Count > Most)
            {
                _calls.Dequeue();
            }
        }
    }

    public IReadOnlyList<SandboxCall> ToList()
    {
        lock (_calls)
        {
            return _calls.ToArray();
        }
    }
}
