namespace Infra.Model;

/// <summary>Permissions of a role in its namespace; no level grants anything cluster-wide.</summary>
public enum AccessLevel
{
    /// <summary>Reads everything except secrets.</summary>
    Viewer,

    /// <summary>Changes workloads, services and config maps, and creates sealed secrets; does not read secrets. For the pipeline.</summary>
    Deployer,

    /// <summary>
    /// Changes everything in the namespace except the objects that this program sets there: quota, limits, network policies and roles.
    /// </summary>
    Admin,
}
