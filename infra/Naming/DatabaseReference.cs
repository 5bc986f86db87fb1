using Infra.Model;

namespace Infra.Naming;

/// <summary>A property of a database on a PostgreSQL server.</summary>
/// <param name="Server">The server.</param>
/// <param name="Database">The database.</param>
/// <param name="Property">Which of its properties.</param>
public sealed record DatabaseReference(PostgresSpec Server, DatabaseSpec Database, string Property);
