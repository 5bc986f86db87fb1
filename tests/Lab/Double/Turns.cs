namespace Infra.Lab.Double;

/// <summary>
/// Turns of writers: one writes at a time, as etcd's leader puts changes in order. A turn expires, in case its writer vanishes.
/// </summary>
/// <param name="milliseconds">How long a turn lasts at most.</param>
internal sealed class Turns(int milliseconds = 8000)
{
    private readonly Lock _lock = new();
    private string? _writer;
    private long _until;

    /// <summary>Gives a writer its turn; false while it is another's.</summary>
    /// <param name="writer">A name that no other writing has.</param>
    public bool Take(string writer)
    {
        lock (_lock)
        {
            if (_writer is not null && Environment.TickCount64 < _until)
            {
                return false;
            }
            _writer = writer;
            _until = Environment.TickCount64 + milliseconds;
            return true;
        }
    }

    /// <summary>Ends a writer's turn; nothing happens when it is another's.</summary>
    public void End(string writer)
    {
        lock (_lock)
        {
            if (_writer == writer)
            {
                _writer = null;
            }
        }
    }
}
