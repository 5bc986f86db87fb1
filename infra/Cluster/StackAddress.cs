using Pulumi;

namespace Infra.Cluster;

/// <summary>References to the stacks of this project.</summary>
public static class StackAddress
{
    /// <summary>Creates a reference to a stack of this project, by the full name that every kind of backend accepts.</summary>
    /// <param name="resource">The reference's logical name.</param>
    /// <param name="stack">The stack's name.</param>
    /// <param name="options">The reference's parent.</param>
    public static StackReference Refer(string resource, string stack, CustomResourceOptions options) => new(
        resource,
        new() { Name = $"{Deployment.Instance.OrganizationName}/{Deployment.Instance.ProjectName}/{stack}" },
        options);
}
