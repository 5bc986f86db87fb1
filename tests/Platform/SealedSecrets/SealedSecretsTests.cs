using Infra.Model;
using Infra.Model.Yaml;
using Infra.Platform;
using Infra.Tests.Support;
using Newtonsoft.Json.Linq;

namespace Infra.Tests.Platform;

public sealed class SealedSecretsTests
{
    private static readonly NamespaceSpec[] Namespaces = [new() { Name = "prod" }, new() { Name = "stage" }];
    private static readonly RoleSpec Viewer = new() { Name = "viewer", Access = AccessLevel.Viewer, Groups = ["viewers"] };
    private static readonly RoleSpec Deployer = new()
    {
        Name = "deployer",
        Access = AccessLevel.Deployer,
        Namespaces = ["prod"],
        ServiceAccounts = ["ci"],
    };

    [Fact]
    public void RenewsKeysAsDescribed() => Assert.Equal("720h0m0s", (string?)Values(new()).SelectToken("keyrenewperiod"));

    [Fact]
    [Pitfall("sealed-secrets-controller-name")]
    public void KubesealFindsTheControllerByItsDefaults() =>
        Assert.Equal("sealed-secrets-controller", (string?)Values(new()).SelectToken("fullnameOverride"));

    [Fact]
    [Pitfall("sealed-secrets-service-access")]
    public void ControllersServiceIsReachableForDeployersOnly()
    {
        var proxier = Values(new(), Viewer, Deployer).SelectToken("rbac.serviceProxier")!;
        Assert.Equal("- kind: ServiceAccount\n  name: ci\n  namespace: prod\n", (string?)proxier["subjects"]);
    }

    [Fact]
    public void ControllersServiceIsUnreachableWithoutDeployers()
    {
        var proxier = Values(new(), Viewer).SelectToken("rbac.serviceProxier")!;
        Assert.False((bool?)proxier["bind"]);
    }

    [SkippableFact]
    public void ChartKnowsEveryValue()
    {
        var problems = new ProblemList();
        var file = Repository.Reference("data", "charts", $"sealed-secrets-{SealedSecretsVersions.Chart.Version}", "values.yaml");
        var chart = Assert.IsType<YamlMap>(YamlReader.Read(File.ReadAllText(file), "values.yaml", problems));

        Assert.Empty(problems.Sorted());
        Assert.Empty(Unknown(Values(new(), Deployer), chart, ""));
    }

    [Fact]
    [Pitfall("sealed-secrets-chart-name")]
    public async Task OwnerOfTheClusterInstallsTheChart()
    {
        var release = (await Plans.OfAsync("prod")).Resources.Single(resource => resource.Name == "sealed-secrets-controller");

        Assert.Equal(
            ("sealed-secrets", "2.19.1", "kube-system", "https://bitnami.github.io/sealed-secrets"),
            (
                release.Inputs["chart"]!.Text,
                release.Inputs["version"]!.Text,
                release.Inputs["namespace"]!.Text,
                release.Inputs["repositoryOpts"]!["repo"]!.Text));
    }

    [Fact]
    public async Task OwnNamespaceIsRestricted()
    {
        var system = Described.StackOf("prod");
        var plan = await Plans.OfAsync(system with { Security = system.Security with { SealedSecrets = new() { Namespace = "sealing" } } });

        var space = plan.Resources.Single(resource => resource.Name == "sealed-secrets-namespace");
        Assert.Equal("restricted", space.Inputs["metadata"]!["labels"]!["pod-security.kubernetes.io/enforce"]!.Text);
        Assert.Contains(space.Urn, plan.Resources.Single(resource => resource.Name == "sealed-secrets-controller").DependsOn);
    }

    private static JObject Values(SealedSecretsSpec spec, params RoleSpec[] roles) =>
        JObject.FromObject(SealedSecretsValues.For(spec, roles, Namespaces));

    private static IEnumerable<string> Unknown(JObject values, YamlMap chart, string path)
    {
        foreach (var (key, value) in values)
        {
            var known = chart.Find(key);
            if (known is null)
            {
                yield return path + key;
            }
            else if (value is JObject inner && known.Value is YamlMap { Entries.Count: > 0 } map && key is not ("requests" or "limits"))
            {
                foreach (var found in Unknown(inner, map, $"{path}{key}."))
                {
                    yield return found;
                }
            }
        }
    }
}
