namespace Infra.Lab.Double;

/// <summary>
/// Leases of writers: one writes at a time, as etcd's leader orders changes. A lease expires if its writer fails.
/// </summary>
/// <param name="milliseconds">Longest duration of a lease.</param>
internal sealed class Turns(int milliseconds = 8000)
{
    private readonly Lock _lock = new();
    private string? _writer;
    private long _until;

    /// <summary>Grants a writer the lease; false while another writer has it.</summary>
    /// <param name="writer">A name that is unique for each change.</param>
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

    /// <summary>Ends a writer's lease; no effect if another writer has it.</summary>
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
