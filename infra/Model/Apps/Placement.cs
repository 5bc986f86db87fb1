namespace Infra.Model;

/// <summary>Platform on which an app or a database server runs.</summary>
public enum Placement
{
    /// <summary>In Docker Compose on a host.</summary>
    Compose,

    /// <summary>On the cluster.</summary>
    K3s,

    /// <summary>In both, during the migration.</summary>
    Both,

    /// <summary>Not deployed in this environment.</summary>
    Nowhere,
}
