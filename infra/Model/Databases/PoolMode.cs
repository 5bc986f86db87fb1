namespace Infra.Model;

/// <summary>PgBouncer's pooling modes.</summary>
public enum PoolMode
{
    /// <summary>After the client's session.</summary>
    Session,

    /// <summary>After each transaction.</summary>
    Transaction,
}
