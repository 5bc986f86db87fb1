#pragma warning disable CA1724 // The domain's word; the provider's namespace of that name is used by alias alone.
using Pulumi;
using StorageV1 = Pulumi.Kubernetes.Storage.V1;

namespace Infra.Platform;

/// <summary>
/// What a cluster's volumes come from: snapshots, Longhorn, the storage classes. Made once a cluster, by the stack that owns
/// it; the claims are <see cref="Volumes"/>, of every stack. k3s's <c>local-path</c> stays, and stays the default class.
/// </summary>
public sealed class Storage : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:Storage";

    /// <summary>Longhorn, where the system has it.</summary>
    public Longhorn? Longhorn { get; }

    /// <summary>The classes by name, for claims to depend on.</summary>
    public IReadOnlyDictionary<string, StorageV1.StorageClass> Classes { get; }

    /// <summary>Installs it.</summary>
    public Storage(string name, StorageArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        if (args.Spec.Longhorn is { } longhorn)
        {
            var snapshots = new SnapshotController("snapshots", new() { Labels = args.Labels, Protect = args.Protect }, new() { Parent = this });
            Longhorn = new("longhorn", new()
            {
                Spec = longhorn,
                StorageNodes = args.StorageNodes,
                Started = args.Started,
                RecurringJobs = args.Spec.RecurringJobs,
                Classes = args.Spec.Classes,
                BackupTarget = args.Spec.BackupTarget,
                BackupAccessKey = args.BackupAccessKey,
                BackupSecretKey = args.BackupSecretKey,
                VersionInForce = args.LonghornInForce,
                After = snapshots.Ready,
                Labels = args.Labels,
                Protect = args.Protect,
            }, new() { Parent = this });
        }

        Resource[] after = Longhorn is null ? [] : [Longhorn.Installed];
        var classes = new Dictionary<string, StorageV1.StorageClass>(StringComparer.Ordinal);
        foreach (var spec in args.Spec.Classes)
        {
            classes[spec.Name] = StorageClasses.Create($"{name}-{spec.Name}", spec, args.Labels, this, after);
        }

        Classes = classes;
        RegisterOutputs();
    }
}
