namespace Infra.Model;

/// <summary>PgBouncer's pooling modes.</summary>
public enum PoolMode
{
    /// <summary>At the end of the client's session.</summary>
    Session,

    /// <summary>At the end of each transaction.</summary>
    Transaction,
}
