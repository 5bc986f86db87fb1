using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

public sealed class NetworkPoliciesTests
{
    private const string Policy = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

    [Fact]
    [Pitfall("traefik-network-policy")]
    public async Task PublishedAppAllowsNodesAndNoPodsOfOtherNamespaces()
    {
        var spec = Named(await Plans.OfAsync("prod"), "network-policies-prod-wordpress-from-nodes").Inputs["spec"]!;

        var rule = Assert.Single(spec["ingress"]!.Items);
        Assert.Equal("8080", rule["ports"]!.Items[0]["port"]!.Number.ToString());
        Assert.Equal(32, rule["from"]!.Items.Count);
        Each.Of(rule["from"]!.Items, peer => Assert.EndsWith("/32", peer["ipBlock"]!["cidr"]!.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task OtherEnvironmentsAreSelectedByNamespaceLabels()
    {
        var spec = Named(await Plans.OfAsync("prod"), "network-policies-infra-mysql-from-wordpress-elsewhere").Inputs["spec"]!;

        var peer = Assert.Single(spec["ingress"]!.Items[0]["from"]!.Items);
        Assert.Equal("community", peer["namespaceSelector"]!["matchLabels"]!["app.kubernetes.io/part-of"]!.Text);
        var expression = Assert.Single(peer["namespaceSelector"]!["matchExpressions"]!.Items);
        Assert.Equal(
            ("infra/environment", "NotIn", "prod"),
            (expression["key"]!.Text, expression["operator"]!.Text, expression["values"]!.Items[0].Text));
        Assert.Equal("wordpress", peer["podSelector"]!["matchLabels"]!["app.kubernetes.io/name"]!.Text);
    }

    [Fact]
    public async Task PolicyIsDeletedWithItsNamespace()
    {
        var plan = await Plans.OfAsync("dev");

        Each.Of(plan.Resources.Where(resource => resource.Type == Policy), policy =>
            Assert.Equal(Named(plan, $"tenancy-{policy.Inputs["metadata"]!["namespace"]!.Text}").Urn, policy.DeletedWith));
    }

    [Fact]
    public async Task RemovedAppChangesNothingElse()
    {
        var system = Described.StackOf("prod");
        var all = await Plans.OfAsync(system);
        var fewer = await Plans.OfAsync(
            system with
            {
                Apps = [.. system.Apps.Where(app => app.Name != "phpmyadmin")],
                Ingress = system.Ingress with { Hosts = [.. system.Ingress.Hosts.Where(host => host.App != "phpmyadmin")] },
            });

        var touched =
            from before in all.Resources
            where !before.Name.Contains("phpmyadmin", StringComparison.Ordinal)
                && !before.Name.StartsWith("routes-", StringComparison.Ordinal)
            where fewer.Find(before.Urn) is not { } after || !Plans.Same(before.Inputs, after.Inputs)
            select before.Name;
        Assert.Empty(touched);
    }

    private static PlanResource Named(PlanGraph plan, string name) => plan.Resources.Single(resource => resource.Name == name);
}
