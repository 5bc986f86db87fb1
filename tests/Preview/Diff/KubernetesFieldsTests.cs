using Infra.Preview.Diff;
using Infra.Preview.Recording;
using Infra.Tests.Schemas;
using Infra.Tests.Support;
using Newtonsoft.Json.Linq;

namespace Infra.Tests.Preview.Diff;

/// <summary>
/// The tables of list keys and quantities, compared with the official schemas of all built-in kinds and of the custom resources in use.
/// Slow: these schemas are read whole.
/// </summary>
public sealed class KubernetesFieldsTests
{
    private static readonly Lazy<Task<SchemaField[]>> Fields = new(ReadAsync);

    [SkippableFact]
    public async Task EveryListHasTheKeyOfItsSchema()
    {
        _ = ReferenceData.Root;
        Problems.None(
            (await Fields.Value).Select(field => (Field: field, Key: KeyOf(field)))
                .Where(list => list.Key is not null && list.Key != Known(list.Field))
                .Select(list => $"{Name(list.Field)}: the key is {list.Key}, not {Known(list.Field)}"));
    }

    /// <summary>
    /// Lists of custom resources that become lists of pods or of extensions, and those of service accounts and mutating policies.
    /// </summary>
    [SkippableFact]
    public async Task KeysThatNoSchemaNamesAreThoseOfPods()
    {
        _ = ReferenceData.Root;
        Assert.Equal(
            ["env", "extensions", "imagePullSecrets", "topologySpreadConstraints", "variables"],
            (await Fields.Value)
                .Where(field => field.Schema.Text("type") == "array" && KeyOf(field) is null && Known(field) is not null)
                .Select(field => field.Path[^1])
                .Distinct()
                .Order(StringComparer.Ordinal));
    }

    /// <summary>Except for the objects that describe devices and storage of nodes: drivers write these.</summary>
    [SkippableFact]
    public async Task EveryQuantityIsKnown()
    {
        _ = ReferenceData.Root;
        Problems.None(
            (await Fields.Value).Where(field => IsQuantity(field) && !ValueMeaning.IsQuantity(field.Path)).Select(Name)
                .Where(name =>
                    !name.StartsWith("kubernetes:resource.k8s.io/", StringComparison.Ordinal)
                    && !name.Contains(":CSIStorageCapacity ", StringComparison.Ordinal)));
    }

    /// <summary>
    /// A volume's size is a plain text in the schemas of CloudNativePG, whose webhook reads it as a quantity; sizes that are whole numbers
    /// have one way to be written.
    /// </summary>
    [SkippableFact]
    public async Task EveryKnownQuantityIsOne()
    {
        _ = ReferenceData.Root;
        Problems.None(
            (await Fields.Value)
                .Where(field => field.Schema.Text("type") is not ("object" or "array") && ValueMeaning.IsQuantity(field.Path))
                .Where(field => !IsQuantity(field) && !(field.Path[^1] == "size" && field.Schema.Text("type") is "string" or "integer"))
                .Select(Name));
    }

    private static async Task<SchemaField[]> ReadAsync()
    {
        var types = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var stack in FrozenSystems.Stacks)
        {
            types.UnionWith((await Plans.OfAsync(stack)).Resources.Select(resource => resource.Type));
        }

        types.UnionWith((await DatabaseSystems.PlanAsync("prod", "3-prod")).Resources.Select(resource => resource.Type));
        return
        [
            .. SchemaFields.BuiltIn(),
            .. types.Where(type => ProviderFacts.IsKubernetesObject(type) && !ProviderFacts.IsBuiltInObject(type))
                .SelectMany(SchemaFields.Custom),
        ];
    }

    private static bool IsQuantity(SchemaField field) =>
        field.Schema.Text("$ref")?.EndsWith(".Quantity", StringComparison.Ordinal) == true
        || (field.Schema.IsTrue("x-kubernetes-int-or-string")
            && field.Schema.Text("pattern")?.Contains("KMGTPE", StringComparison.Ordinal) == true);

    private static string? KeyOf(SchemaField field) => Written(field.Schema["x-kubernetes-list-map-keys"]?.Values<string>());

    private static string? Known(SchemaField field) => Written(ListKeys.Of(field.Type, field.Path));

    private static string? Written(IEnumerable<string?>? key) => key is null ? null : string.Join(',', key);

    private static string Name(SchemaField field) => $"{field.Type} {string.Join('.', field.Path)}";
}
