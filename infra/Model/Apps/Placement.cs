namespace Infra.Model;

/// <summary>Place where an app or a database server runs.</summary>
public enum Placement
{
    /// <summary>In Docker Compose on a host.</summary>
    Compose,

    /// <summary>On the cluster.</summary>
    K3s,

    /// <summary>In both, while it moves.</summary>
    Both,

    /// <summary>Nowhere yet in this environment.</summary>
    Nowhere,
}
