namespace Infra.Model;

/// <summary>Kinds of servers that are dumped.</summary>
public enum DatabaseEngine
{
    /// <summary>PostgreSQL.</summary>
    Postgres,

    /// <summary>MySQL, or what speaks as it does.</summary>
    MySql,
}
