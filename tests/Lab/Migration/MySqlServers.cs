using Infra.Tests.Lab.Databases;

namespace Infra.Tests.Lab.Migration;

/// <summary>
/// Two MariaDB servers for the tests of a class, which run one after another, each with a database of its own: one stands for a container
/// on a Docker host, the other for a member of XtraDB Cluster. Started by the first test.
/// </summary>
public sealed class MySqlServers : IDisposable
{
    private readonly Lazy<(PrivateMariaDb Source, PrivateMariaDb Target)> _servers = new(Start);
    private readonly Lazy<PrivateMariaDb> _small = new(static () => new("64m"));
    private int _moves;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_servers.IsValueCreated)
        {
            _servers.Value.Source.Dispose();
            _servers.Value.Target.Dispose();
        }

        if (_small.IsValueCreated)
        {
            _small.Value.Dispose();
        }
    }

    /// <summary>A new move, of a database that is empty on both servers.</summary>
    internal MySqlMove Move()
    {
        DatabaseMachine.Require();
        return new(_servers.Value.Source, _servers.Value.Target, $"shop_{++_moves}");
    }

    /// <summary>A new move to a server with a disk of 64 MiB.</summary>
    internal MySqlMove MoveToSmallDisk()
    {
        DatabaseMachine.Require();
        return new(_servers.Value.Source, _small.Value, $"shop_{++_moves}");
    }

    private static (PrivateMariaDb Source, PrivateMariaDb Target) Start()
    {
        PrivateMariaDb? source = null;
        PrivateMariaDb? target = null;
        Parallel.Invoke(() => source = new(), () => target = new());
        return (source!, target!);
    }
}
