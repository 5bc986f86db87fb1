using Infra.Preview.Graph;
using Infra.Tests.Support;
using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas;

public sealed class PlannedObjectsTests
{
    [Fact]
    public void ObjectIsItsInputs() =>
        Assert.Equal(
            """{"apiVersion":"v1","kind":"Namespace","spec":{"count":3,"share":0.5}}""",
            Json(
                Assert.Single(
                    Of("kubernetes:core/v1:Namespace", PlanValues.Of("{apiVersion: v1, kind: Namespace, spec: {count: 3, share: 0.5}}")))));

    [Fact]
    public void FieldsHaveTheNamesThatTheProviderSends() => Assert.Equal(
        """{"schema":{"x-kubernetes-map-type":"atomic","x_other":1}}""",
        Json(Assert.Single(Of(
            "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition",
            PlanValues.Of("{schema: {x_kubernetes_map_type: atomic, x_other: 1}}")))));

    [Fact]
    public void ReleasesAndOtherProvidersHaveNoObjects()
    {
        Assert.Empty(Of("kubernetes:helm.sh/v3:Release", PlanValues.Of("{chart: a}")));
        Assert.Empty(Of("hcloud:index/server:Server", PlanValues.Of("{name: a}")));
    }

    [Fact]
    public void ConfigGroupHasItsObjectsAndDocuments() =>
        Assert.Equal(
            ["A", "B", "C", "D"],
            Of(
                "kubernetes:yaml/v2:ConfigGroup",
                PlanValues.Of("{objs: [{kind: D}], yaml: \"kind: A\\n---\\nkind: List\\nitems: [{kind: B}, {kind: C}]\\n\"}"))
                .Select(thing => thing.Text("kind")));

    [SkippableFact]
    public void FetchedManifestIsReadFromTheReferenceData()
    {
        _ = ReferenceData.Root;

        var things = Of(
            "kubernetes:yaml/v2:ConfigFile",
            PlanValues.Of(
                "{file: 'https://raw.githubusercontent.com/kubernetes-csi/external-snapshotter/v8.6.0/client/config/crd/" +
                "snapshot.storage.k8s.io_volumesnapshots.yaml'}"));

        Assert.Equal("volumesnapshots.snapshot.storage.k8s.io", Assert.Single(things).Text("metadata", "name"));
    }

    [SkippableFact]
    public void NamesAFetchedManifestWithoutReferenceData()
    {
        _ = ReferenceData.Root;

        var missing = Assert.Throws<FileNotFoundException>(
            () =>
                Of(
                    "kubernetes:yaml/v2:ConfigGroup",
                    PlanValues.Of("{files: ['https://example.org/v1.2.3/snapshot.storage.k8s.io_volumesnapshots.yaml']}")));

        Assert.StartsWith("https://example.org/v1.2.3/", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesAKustomization() =>
        Assert.Throws<NotSupportedException>(() => Of("kubernetes:kustomize/v2:Directory", PlanValues.Of("{directory: a}")));

    private static List<JToken> Of(string type, PlanValue inputs) =>
        [
            .. PlannedObjects.Of(
                new(new("test", "", "", null), [new() { Urn = "urn:a", Type = type, Name = "a", Inputs = inputs }], PlanValue.EmptyMap))
                .Select(found => found.Object),
        ];

    private static string Json(JToken token) => token.ToString(Newtonsoft.Json.Formatting.None);
}
