#pragma warning disable CA1724 // The domain's word; the provider's namespace of that name is used by alias alone.
using Pulumi;
using StorageV1 = Pulumi.Kubernetes.Storage.V1;

namespace Infra.Platform;

/// <summary>
/// The storage classes of a cluster with their provisioners: the snapshot controller and Longhorn. Made once for a cluster, by the stack
/// that owns it; the claims are <see cref="Volumes"/>, of every stack. k3s's <c>local-path</c> stays, and stays the default class.
/// </summary>
public sealed class Storage : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:Storage";

    /// <summary>Longhorn; null where the system describes none.</summary>
    public Longhorn? Longhorn { get; }

    /// <summary>The classes by name, for claims to depend on.</summary>
    public IReadOnlyDictionary<string, StorageV1.StorageClass> Classes { get; }

    /// <summary>Creates the classes and their provisioners.</summary>
    public Storage(string name, StorageArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        var spec = context.System.Storage;
        if (spec.Longhorn is { } longhorn)
        {
            var snapshots = new SnapshotController("snapshots", context, new() { Parent = this });
            Longhorn = new(
                "longhorn",
                new() { Spec = longhorn, Nodes = args.Nodes, After = snapshots.Ready },
                context,
                new() { Parent = this });
        }

        Resource[] after = Longhorn is null ? [] : [Longhorn.Installed];
        var classes = new Dictionary<string, StorageV1.StorageClass>(StringComparer.Ordinal);
        foreach (var described in spec.Classes)
        {
            classes[described.Name] = StorageClasses.Create($"{name}-{described.Name}", described, context, this, after);
        }

        Classes = classes;
        RegisterOutputs();
    }
}
