using Infra.Cluster;
using Infra.Parts;
using Pulumi;

namespace Infra.Platform;

/// <summary>
/// A part of the platform: one folder with its component, args, values, versions and answers. A new part is a folder below
/// <c>infra/Platform</c> and a line in <see cref="PlatformParts.All"/>.
/// </summary>
public abstract class PlatformPart : StackPart
{
    /// <summary>Names of the parts that this one is made after; they stand before it in the list. Defaults to none.</summary>
    public virtual IReadOnlyList<string> After => [];

    /// <summary>
    /// Creates the part's controllers, which act on objects in the namespaces. Called where <see cref="StackPart.IsIn"/> holds, before the
    /// namespaces are made: they depend on the controllers, and are deleted before them. Defaults to nothing.
    /// </summary>
    /// <param name="context">The stack's context, with the cluster's provider.</param>
    /// <param name="made">The parts made so far; takes what this one adds for later parts.</param>
    /// <param name="cluster">The cluster.</param>
    /// <returns>The resources that later parts and the namespaces depend on.</returns>
    public virtual IReadOnlyList<Resource> CreateControllers(StackContext context, MadeParts made, ICluster cluster) => [];

    /// <summary>
    /// Creates the part. Called where <see cref="StackPart.IsIn"/> holds. Defaults to nothing: for a part that another part's component
    /// creates, or that nothing builds yet.
    /// </summary>
    /// <param name="context">The stack's context, with the cluster's provider.</param>
    /// <param name="made">The parts made so far; takes what this one adds for later parts.</param>
    /// <param name="cluster">The cluster.</param>
    /// <returns>The resources that later parts depend on.</returns>
    public virtual IReadOnlyList<Resource> Create(StackContext context, MadeParts made, ICluster cluster) => [];

    /// <summary>
    /// Creates what refers to the apps of the stack. Called where <see cref="StackPart.IsIn"/> holds, once the apps are made. Defaults to
    /// nothing.
    /// </summary>
    /// <param name="context">The stack's context, with the cluster's provider.</param>
    /// <param name="made">The parts and the apps' services.</param>
    public virtual void CreateAfterApps(StackContext context, MadeParts made)
    {
    }
}
