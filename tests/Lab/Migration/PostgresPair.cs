using Infra.Tests.Lab.Databases;

namespace Infra.Tests.Lab.Migration;

/// <summary>
/// Two PostgreSQL servers for the tests of a class, which run one after another: the source sorts by bytes as <c>C</c>, the target as
/// CloudNativePG's of the program. Each test moves a database of its own.
/// </summary>
public sealed class PostgresPair : IDisposable
{
    private int _moves;

    /// <summary>The server in Docker.</summary>
    internal PostgresServer Source { get; } = new("C");

    /// <summary>The server in the cluster.</summary>
    internal PostgresServer Target { get; } = new("C.UTF-8");

    /// <inheritdoc/>
    public void Dispose()
    {
        Source.Dispose();
        Target.Dispose();
    }

    /// <summary>A move of a new database, which is filled as apps do and exists in the cluster, empty.</summary>
    internal PostgresMove Move() => Move(Source, Target);

    /// <summary>A move between other servers.</summary>
    internal PostgresMove Move(PostgresServer source, PostgresServer target)
    {
        DatabaseMachine.Require();
        return new(source, target, $"shop{++_moves}");
    }
}
