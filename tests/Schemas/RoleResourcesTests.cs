using Infra.Preview.Graph;
using Infra.Tests.Support;
using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas;

/// <summary>Resources that roles name, held to those of Kubernetes and to the CRDs of what the cluster's owner installs.</summary>
public sealed class RoleResourcesTests
{
    /// <summary>Served by the metrics server, which k3s brings and whose definitions are in no document.</summary>
    private const string Metrics = "metrics.k8s.io/pods";

    private const string Role = "kubernetes:rbac.authorization.k8s.io/v1:Role";

    [SkippableTheory]
    [InlineData("dev", "dev")]
    [InlineData("prod", "prod")]
    [InlineData("stage", "prod")]
    [InlineData("test", "prod")]
    public async Task EveryResourceOfARoleExists(string stack, string owner)
    {
        var (plan, installed) = (await Plans.OfAsync(stack), InstalledVersions.Of(await Plans.OfAsync(owner)));
        var schemas = KubernetesSchemas.Of("1.34");
        var named = plan.Resources.Where(resource => resource.Type == Role).SelectMany(Resources).Distinct().ToArray();

        Each.Of(named, resource => Assert.True(
            resource == Metrics || schemas.HasResource(resource) || CrdCatalog.HasResource(resource, installed),
            $"{resource} is neither of Kubernetes nor of what '{owner}' installs"));
    }

    [SkippableFact]
    public void ResourceOfAnotherOperatorIsFound()
    {
        _ = ReferenceData.Root;
        Assert.False(CrdCatalog.HasResource("ps.percona.com/perconaservermysqls", InstalledVersions.None));
        Assert.False(KubernetesSchemas.Of("1.34").HasResource("ps.percona.com/perconaservermysqls"));
    }

    private static IEnumerable<string> Resources(PlanResource role) =>
        from rule in role.Inputs["rules"]!.Items
        from groups in rule["apiGroups"]!.Items
        from resource in rule["resources"]!.Items
        select $"{groups.Text}/{resource.Text}";
}
