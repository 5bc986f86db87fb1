using Infra.Model;
using Infra.Platform;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

public sealed class HostMonitoringTests
{
    private const string Home = "host-monitoring";

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task NamespaceExistsOnceForWhateverReadsTheNodes(bool prometheus, bool alloy)
    {
        var plan = await PlanAsync(prometheus, alloy);
        var made = Assert.Single(plan.Resources, resource => resource.Type.EndsWith("v1:Namespace", StringComparison.Ordinal)
            && resource.Inputs.At("metadata", "name")!.Text == Home);
        Assert.Equal("privileged", made.Inputs.At("metadata", "labels", "pod-security.kubernetes.io/enforce")!.Text);
    }

    [Fact]
    public async Task NothingIsMadeWhereNothingReadsTheNodes() => Each.Lacks(
        (await PlanAsync(prometheus: false, alloy: false)).Resources,
        resource => resource.Name.StartsWith(Home, StringComparison.Ordinal));

    [Fact]
    public void GuestsUseTheOwnersNamespace() => Assert.False(new HostMonitoringPart().IsIn(Described.StackOf("stage")));

    [Fact]
    public async Task PoliciesAllowWhatThePartsDescribeAndNothingElse()
    {
        var names = Policies(await PlanAsync(prometheus: true, alloy: true));
        Assert.Contains("default-deny", names);
        Assert.Contains("alloy-to-loki", names);
        Assert.Contains("pods-to-kube-dns", names);
        Each.Of(names, name => Assert.DoesNotContain("internet", name, StringComparison.Ordinal));
    }

    private static List<string> Policies(PlanGraph plan) =>
    [
        .. plan.Resources.Where(resource => resource.Type.EndsWith(":NetworkPolicy", StringComparison.Ordinal)
            && resource.Inputs.At("metadata", "namespace")!.Text == Home).Select(resource => resource.Inputs.At("metadata", "name")!.Text),
    ];

    private static Task<PlanGraph> PlanAsync(bool prometheus, bool alloy)
    {
        var system = Described.StackOf("prod");
        var observability = system.Observability with
        {
            Prometheus = prometheus ? new() : null,
            Grafana = null,
            Alloy = alloy ? new() { RunsOn = Placement.K3s } : null,
        };
        return Plans.OfAsync(system with { Observability = observability });
    }
}
