namespace Infra.Databases;

/// <summary>Where a database is and who uses it.</summary>
/// <param name="Host">The host.</param>
/// <param name="Port">The port.</param>
/// <param name="Database">The database.</param>
/// <param name="User">The user.</param>
public sealed record Connection(string Host, int Port, string Database, string User);
