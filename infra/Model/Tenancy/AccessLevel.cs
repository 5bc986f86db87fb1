namespace Infra.Model;

/// <summary>How much a role allows inside its namespace; none allows anything in the cluster as a whole.</summary>
public enum AccessLevel
{
    /// <summary>Reads everything but secrets.</summary>
    Viewer,

    /// <summary>Changes workloads, services and config, and brings sealed secrets; reads no secret. For the pipeline.</summary>
    Deployer,

    /// <summary>Changes everything in the namespace but what this program sets there: quota, limits, network policies and roles.</summary>
    Admin,
}
