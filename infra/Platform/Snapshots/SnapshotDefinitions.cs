using System.Text.Json;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.ApiExtensions.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Platform;

/// <summary>
/// The definitions of volume snapshots (<c>snapshot.storage.k8s.io/v1</c>) of the external-snapshotter 8.6.0: every field, rule and column,
/// without the descriptions and the version that is no longer served. A test compares them with upstream's files.
/// </summary>
public static class SnapshotDefinitions
{
    private const string Group = "snapshot.storage.k8s.io";

    /// <summary>Annotation with the proposal that approved a definition, which the API groups of Kubernetes require.</summary>
    private const string Approval = "api-approved.kubernetes.io";

    private const string Pulls = "https://github.com/kubernetes-csi/external-snapshotter/pull/";

    private const string QuantityPattern =
        @"^(\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))"
        + @"(([KMGTPE]i)|[numkMGTPE]|([eE](\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))))?$";

    private static readonly JsonElement[] DeletionPolicies = [JsonElement.Parse("\"Delete\""), JsonElement.Parse("\"Retain\"")];

    /// <summary>The definitions by their plural, in the order in which they are created.</summary>
    /// <param name="labels">Labels of each.</param>
    public static IReadOnlyDictionary<string, CustomResourceDefinitionArgs> All(IReadOnlyDictionary<string, string> labels) =>
        new OrderedDictionary<string, CustomResourceDefinitionArgs>(StringComparer.Ordinal)
        {
            ["volumesnapshotclasses"] = Define(
                labels,
                "VolumeSnapshotClass",
                ["vsclass", "vsclasses"],
                namespaced: false,
                approvedBy: 814,
                ClassSchema(),
                hasStatus: false,
                Column("Driver", "string", ".driver"),
                Column("DeletionPolicy", "string", ".deletionPolicy")),
            ["volumesnapshotcontents"] = Define(
                labels, "VolumeSnapshotContent", ["vsc", "vscs"], namespaced: false, approvedBy: 955, ContentSchema(), hasStatus: true,
                Column("ReadyToUse", "boolean", ".status.readyToUse"),
                Column("RestoreSize", "integer", ".status.restoreSize"),
                Column("DeletionPolicy", "string", ".spec.deletionPolicy"),
                Column("Driver", "string", ".spec.driver"),
                Column("VolumeSnapshotClass", "string", ".spec.volumeSnapshotClassName"),
                Column("VolumeSnapshot", "string", ".spec.volumeSnapshotRef.name"),
                Column("VolumeSnapshotNamespace", "string", ".spec.volumeSnapshotRef.namespace")),
            ["volumesnapshots"] = Define(
                labels, "VolumeSnapshot", ["vs"], namespaced: true, approvedBy: 814, SnapshotSchema(), hasStatus: true,
                Column("ReadyToUse", "boolean", ".status.readyToUse"),
                Column("SourcePVC", "string", ".spec.source.persistentVolumeClaimName"),
                Column("SourceSnapshotContent", "string", ".spec.source.volumeSnapshotContentName"),
                Column("RestoreSize", "string", ".status.restoreSize"),
                Column("SnapshotClass", "string", ".spec.volumeSnapshotClassName"),
                Column("SnapshotContent", "string", ".status.boundVolumeSnapshotContentName"),
                Column("CreationTime", "date", ".status.creationTime")),
        };

    private static string PluralOf(string kind) => kind.EndsWith('s') ? $"{kind.ToLowerInvariant()}es" : $"{kind.ToLowerInvariant()}s";

    private static CustomResourceDefinitionArgs Define(
        IReadOnlyDictionary<string, string> labels,
        string kind,
        string[] shortNames,
        bool namespaced,
        int approvedBy,
        JSONSchemaPropsArgs schema,
        bool hasStatus,
        params CustomResourceColumnDefinitionArgs[] columns)
    {
        var plural = PluralOf(kind);
        var version = new CustomResourceDefinitionVersionArgs
        {
            Name = "v1",
            Served = true,
            Storage = true,
            Schema = new CustomResourceValidationArgs { OpenAPIV3Schema = schema },
            Subresources = hasStatus
                ? new CustomResourceSubresourcesArgs { Status = JsonElement.Parse("{}") }
                : new CustomResourceSubresourcesArgs(),
            AdditionalPrinterColumns = [.. columns, Column("Age", "date", ".metadata.creationTimestamp")],
        };
        return new()
        {
            Metadata = new ObjectMetaArgs
            {
                Name = $"{plural}.{Group}",
                Labels = labels.ToDictionary(StringComparer.Ordinal),
                Annotations = { [Approval] = $"{Pulls}{approvedBy}" },
            },
            Spec = new CustomResourceDefinitionSpecArgs
            {
                Group = Group,
                Scope = namespaced ? "Namespaced" : "Cluster",
                Names = new CustomResourceDefinitionNamesArgs
                {
                    Kind = kind,
                    ListKind = $"{kind}List",
                    Plural = plural,
                    Singular = kind.ToLowerInvariant(),
                    ShortNames = shortNames,
                },
                Versions = { version },
            },
        };
    }

    private static JSONSchemaPropsArgs ClassSchema() => Root(
        ["deletionPolicy", "driver"],
        ("deletionPolicy", DeletionPolicy()),
        ("driver", Text()),
        ("parameters", new() { Type = "object", AdditionalProperties = Text() }));

    private static JSONSchemaPropsArgs ContentSchema()
    {
        var source = Of(
            ("snapshotHandle", Immutable("snapshotHandle")),
            ("volumeHandle", Immutable("volumeHandle")));
        source.X_kubernetes_validations =
        [
            StaysSet("volumeHandle"),
            StaysSet("snapshotHandle"),
            OneOf("volumeHandle", "snapshotHandle"),
        ];
        var reference = Of(
            ("apiVersion", Text()),
            ("fieldPath", Text()),
            ("kind", Text()),
            ("name", Text()),
            ("namespace", Text()),
            ("resourceVersion", Text()),
            ("uid", Text()));
        reference.X_kubernetes_map_type = "atomic";
        reference.X_kubernetes_validations =
        [
            Rule(
                "both spec.volumeSnapshotRef.name and spec.volumeSnapshotRef.namespace must be set",
                "has(self.name) && has(self.__namespace__)"),
        ];
        var spec = Of(
            ("deletionPolicy", DeletionPolicy()),
            ("driver", Text()),
            ("source", source),
            ("sourceVolumeMode", Immutable("sourceVolumeMode")),
            ("volumeSnapshotClassName", Text()),
            ("volumeSnapshotRef", reference));
        spec.Required = ["deletionPolicy", "driver", "source", "volumeSnapshotRef"];
        spec.X_kubernetes_validations = [StaysSet("sourceVolumeMode")];
        return Root(
            ["spec"],
            ("spec", spec),
            ("status", Of(
                ("creationTime", Whole()),
                ("error", Error()),
                ("readyToUse", new() { Type = "boolean" }),
                ("restoreSize", new() { Type = "integer", Format = "int64", Minimum = 0 }),
                ("snapshotHandle", Text()),
                ("volumeGroupSnapshotHandle", Text()))));
    }

    private static JSONSchemaPropsArgs SnapshotSchema()
    {
        var source = Of(
            ("persistentVolumeClaimName", Immutable("persistentVolumeClaimName")),
            ("volumeSnapshotContentName", Immutable("volumeSnapshotContentName")));
        source.X_kubernetes_validations =
        [
            StaysSet("persistentVolumeClaimName"),
            StaysSet("volumeSnapshotContentName"),
            OneOf("volumeSnapshotContentName", "persistentVolumeClaimName"),
        ];
        var className = Text();
        className.X_kubernetes_validations = [Rule("volumeSnapshotClassName must not be the empty string when set", "size(self) > 0")];
        var spec = Of(("source", source), ("volumeSnapshotClassName", className));
        spec.Required = ["source"];
        return Root(
            ["spec"],
            ("spec", spec),
            ("status", Of(
                ("boundVolumeSnapshotContentName", Text()),
                ("creationTime", Time()),
                ("error", Error()),
                ("readyToUse", new() { Type = "boolean" }),
                ("restoreSize", new() { Type = "string", Pattern = QuantityPattern, X_kubernetes_int_or_string = true }),
                ("volumeGroupSnapshotName", Text()))));
    }

    private static JSONSchemaPropsArgs Root(string[] required, params (string Name, JSONSchemaPropsArgs Schema)[] fields)
    {
        var root = Of([("apiVersion", Text()), ("kind", Text()), ("metadata", new() { Type = "object" }), .. fields]);
        root.Required = required;
        return root;
    }

    private static JSONSchemaPropsArgs Of(params (string Name, JSONSchemaPropsArgs Schema)[] fields)
    {
        var schema = new JSONSchemaPropsArgs { Type = "object" };
        foreach (var (name, field) in fields)
        {
            schema.Properties.Add(name, field);
        }

        return schema;
    }

    private static JSONSchemaPropsArgs Text() => new() { Type = "string" };

    private static JSONSchemaPropsArgs Time() => new() { Type = "string", Format = "date-time" };

    private static JSONSchemaPropsArgs Whole() => new() { Type = "integer", Format = "int64" };

    private static JSONSchemaPropsArgs Error() => Of(("message", Text()), ("time", Time()));

    private static JSONSchemaPropsArgs DeletionPolicy() => new() { Type = "string", Enum = DeletionPolicies };

    private static JSONSchemaPropsArgs Immutable(string field)
    {
        var schema = Text();
        schema.X_kubernetes_validations = [Rule($"{field} is immutable", "self == oldSelf")];
        return schema;
    }

    private static ValidationRuleArgs StaysSet(string field) =>
        Rule($"{field} is required once set", $"!has(oldSelf.{field}) || has(self.{field})");

    private static ValidationRuleArgs OneOf(string first, string second) => Rule(
        $"exactly one of {first} and {second} must be set",
        $"(has(self.{first}) && !has(self.{second})) || (!has(self.{first}) && has(self.{second}))");

    private static ValidationRuleArgs Rule(string message, string rule) => new() { Message = message, Rule = rule };

    private static CustomResourceColumnDefinitionArgs Column(string name, string type, string path) => new()
    {
        Name = name,
        Type = type,
        JsonPath = path,
    };
}
