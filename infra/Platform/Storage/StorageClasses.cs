using Infra.Model;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Storage.V1;
using StorageV1 = Pulumi.Kubernetes.Storage.V1;

namespace Infra.Platform;

/// <summary>
/// The storage classes. The fields of a class are immutable: a change replaces the class and leaves existing volumes unchanged.
/// </summary>
public static class StorageClasses
{
    /// <summary>Longhorn's CSI driver.</summary>
    public const string LonghornDriver = "driver.longhorn.io";

    /// <summary>The provisioner that k3s brings.</summary>
    public const string LocalPathProvisioner = "rancher.io/local-path";

    /// <summary>Fields that the API refuses to change; Pulumi replaces the class by itself for the first two only.</summary>
    private static readonly string[] Fixed = ["parameters", "provisioner", "reclaimPolicy", "volumeBindingMode"];

    /// <summary>Creates a class.</summary>
    /// <param name="resource">The resource's logical name.</param>
    /// <param name="spec">The class as described.</param>
    /// <param name="context">The stack's context.</param>
    /// <param name="parent">The component.</param>
    /// <param name="after">The provisioner.</param>
    public static StorageV1.StorageClass Create(
        string resource, StorageClassSpec spec, StackContext context, Resource parent, IReadOnlyList<Resource> after)
    {
        var metadata = context.Metadata(null, spec.Name);
        if (spec.Description.Length > 0)
        {
            metadata.Annotations["kubernetes.io/description"] = spec.Description;
        }

        if (spec.Default)
        {
            metadata.Annotations["storageclass.kubernetes.io/is-default-class"] = "true";
        }

        return new(
            resource,
            new StorageClassArgs
            {
                Metadata = metadata,
                Provisioner = spec.Provisioner == StorageProvisioner.Longhorn ? LonghornDriver : LocalPathProvisioner,
                ReclaimPolicy = spec.ReclaimPolicy.ToString(),
                AllowVolumeExpansion = spec.Expandable,
                VolumeBindingMode = BindingMode(spec),
                Parameters = ParametersOf(spec).ToDictionary(StringComparer.Ordinal),
            },
            new() { Parent = parent, DependsOn = after.ToArray(), ReplaceOnChanges = [.. Fixed], DeleteBeforeReplace = true });
    }

    /// <summary>When a volume is bound: at once, unless it must be on the node of its pod.</summary>
    public static string BindingMode(StorageClassSpec spec) =>
        spec.Provisioner == StorageProvisioner.LocalPath || spec.Locality == DataLocality.StrictLocal
            ? "WaitForFirstConsumer"
            : "Immediate";

    /// <summary>
    /// The provisioner's parameters. For recurring jobs, Longhorn's volumes of a class are a group of the class's name, so that a new job
    /// changes no class.
    /// </summary>
    public static IReadOnlyDictionary<string, string> ParametersOf(StorageClassSpec spec) => spec.Provisioner != StorageProvisioner.Longhorn
        ? new Dictionary<string, string>(StringComparer.Ordinal)
        : new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["numberOfReplicas"] = spec.Replicas.ToString(System.Globalization.CultureInfo.InvariantCulture),
            // Minutes until a failed copy is given up, as in the chart's own class.
            ["staleReplicaTimeout"] = "30",
            ["fsType"] = "ext4",
            ["dataLocality"] = LocalityName(spec.Locality),
            ["recurringJobSelector"] = $"[{{\"name\":\"{spec.Name}\",\"isGroup\":true}}]",
        };

    private static string LocalityName(DataLocality locality) => locality switch
    {
        DataLocality.Disabled => "disabled",
        DataLocality.BestEffort => "best-effort",
        DataLocality.StrictLocal => "strict-local",
        _ => throw new ArgumentOutOfRangeException(nameof(locality), locality, "no such locality"),
    };
}
