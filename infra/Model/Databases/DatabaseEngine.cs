namespace Infra.Model;

/// <summary>Kinds of database servers.</summary>
public enum DatabaseEngine
{
    /// <summary>PostgreSQL.</summary>
    Postgres,

    /// <summary>MySQL, or what speaks as it does.</summary>
    MySql,

    /// <summary>Redis.</summary>
    Redis,
}
