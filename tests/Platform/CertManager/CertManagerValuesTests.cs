using Infra.Model;
using Infra.Platform;
using Infra.Tests.Support;
using Newtonsoft.Json.Linq;
using NJsonSchema;

namespace Infra.Tests.Platform;

public sealed class CertManagerValuesTests
{
    private const string ControlPlane = "node-role.kubernetes.io/control-plane";

    private static readonly NodeSpec Open = Described.Server("one", "10.0.1.11");
    private static readonly NodeSpec Server = Open with { Taints = [new() { Name = ControlPlane }] };
    private static readonly NodeSpec Dedicated = Open with { Taints = [new() { Name = "dedicated" }] };

    [SkippableTheory]
    [InlineData(AcmeChallenge.Http01)]
    [InlineData(AcmeChallenge.Dns01)]
    public async Task ChartSchemaAcceptsTheValues(AcmeChallenge challenge)
    {
        var schema = await SchemaAsync();

        var errors = schema.Validate(Values([Open, Server], challenge));

        Assert.Empty(errors.Select(error => $"{error.Path}: {error.Kind}"));
    }

    [SkippableFact]
    public async Task ChartSchemaRefusesAnUnknownKey()
    {
        var values = Values([Open]);
        values["webhook"]!["replicas"] = 2;

        Assert.NotEmpty((await SchemaAsync()).Validate(values));
    }

    [Fact]
    [Pitfall("cert-manager-release-removed")]
    public void CrdsOutliveTheRelease()
    {
        var values = Values([Open]);

        Assert.Equal((true, true), ((bool)values.SelectToken("crds.enabled")!, (bool)values.SelectToken("crds.keep")!));
    }

    [Fact]
    [Pitfall("cert-manager-issuer-before-webhook")]
    [Pitfall("order-chart-hooks")]
    public void ReleaseIsReadyWhenTheWebhookAnswers() => Assert.True((bool?)Values([Open]).SelectToken("startupapicheck.enabled"));

    [Fact]
    public void EveryContainerHasRequestsAndLimits()
    {
        var values = Values([Open]);

        Each.Of(["", "webhook.", "cainjector.", "startupapicheck."], part =>
            Each.Of(["requests.cpu", "requests.memory", "limits.cpu", "limits.memory"], amount =>
                Assert.NotNull(values.SelectToken($"{part}resources.{amount}"))));
    }

    [Fact]
    public void OneNodeRunsOneReplicaWithoutADisruptionBudget()
    {
        var values = Values([Open]);

        Assert.Equal(
            (1, false),
            ((int)values.SelectToken("webhook.replicaCount")!, (bool)values.SelectToken("webhook.podDisruptionBudget.enabled")!));
    }

    [Fact]
    public void TwoSchedulableNodesRunTwoReplicas() =>
        Assert.Equal(2, (int?)Values([Server, Open, Dedicated]).SelectToken("webhook.replicaCount"));

    [Fact]
    public void TaintedNodeRunsNoSecondReplica() => Assert.Equal(1, (int?)Values([Dedicated, Open]).SelectToken("webhook.replicaCount"));

    [Fact]
    public void ToleratesTheControlPlanesTaintOnly() => Assert.Equal([ControlPlane], Tolerated([Dedicated, Open]));

    [Fact]
    public void ToleratesTheTaintWhereEveryNodeHasIt() => Assert.Equal([ControlPlane, "dedicated"], Tolerated([Dedicated]));

    [Fact]
    [Pitfall("cert-manager-dns-cache")]
    public void OnlyDnsChallengesUsePublicResolvers()
    {
        Assert.Null(Values([Open]).SelectToken("dns01RecursiveNameserversOnly"));
        Assert.True((bool?)Values([Open], AcmeChallenge.Dns01).SelectToken("dns01RecursiveNameserversOnly"));
    }

    private static JObject Values(IReadOnlyList<NodeSpec> nodes, AcmeChallenge challenge = AcmeChallenge.Http01) =>
        JObject.FromObject(CertManagerValues.For(new() { Challenge = challenge }, nodes, "cert-manager", "cert-manager"));

    private static IEnumerable<string?> Tolerated(IReadOnlyList<NodeSpec> nodes) =>
        Values(nodes).SelectTokens("webhook.tolerations[*].key").Select(key => (string?)key);

    // The library supports only the older name of the key for definitions.
    private static async Task<JsonSchema> SchemaAsync()
    {
        var text = await File.ReadAllTextAsync(Repository.Reference("data", "charts", "cert-manager-1.21.1", "values.schema.json"));
        return await JsonSchema.FromJsonAsync(
            text.Replace("\"$defs\"", "\"definitions\"", StringComparison.Ordinal)
                .Replace("#/$defs/", "#/definitions/", StringComparison.Ordinal));
    }
}
