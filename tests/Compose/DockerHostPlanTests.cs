using Infra.Preview.Graph;
using Infra.Tests.Support;
using static Infra.Tests.Systems.BorderSystem;

namespace Infra.Tests.Compose;

public sealed class DockerHostPlanTests
{
    [Fact]
    public async Task PortsAreClosedBeforeAProjectPublishesThem()
    {
        var plan = await Plans.OfAsync(With());

        Each.Of(
            plan.Resources.Where(resource => resource.Name.StartsWith("docker-one-", StringComparison.Ordinal)
                && resource.Name is not ("docker-one-engine" or "docker-one-firewall")).ToList(),
            project => Assert.Contains(Named(plan, "docker-one-firewall").Urn, plan.Before(project)));
        Assert.Contains(Named(plan, "docker-one-engine").Urn, plan.Before(Named(plan, "docker-one-firewall")));
    }

    [Fact]
    public async Task HostWithoutLimitedPortsRemovesItsFirewall()
    {
        var plan = await Plans.OfAsync(With());

        Assert.Contains("FIREWALL_RULES=''\n", Script(plan, "docker-one-firewall"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HostGetsTheRulesOfItsOwnPortsAlone()
    {
        var plan = await Plans.OfAsync(With(App("api", app => app with { Compose = app.Compose! with { From = [] } })));

        Assert.Contains("tcp dport { 18080 } drop\n", Script(plan, "docker-one-firewall"), StringComparison.Ordinal);
        Assert.Contains("FIREWALL_RULES=''\n", Script(plan, "docker-two-firewall"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StackWithoutProjectsOnlyTakesAwayItsOwnFromTheHostOfAnother()
    {
        var system = With();
        var plan = await Plans.OfAsync(system with
        {
            Apps = [],
            Cluster = system.Cluster with { From = "owner" },
        });

        Assert.Equal(
            ["docker-one-firewall", "docker-one-projects"],
            plan.Resources.Where(static resource => resource.Name.StartsWith("docker-one-", StringComparison.Ordinal))
                .Select(static resource => resource.Name).Order(StringComparer.Ordinal));
        Assert.Contains(Named(plan, "docker-one-projects").Urn, plan.Before(Named(plan, "docker-one-firewall")));
        Assert.Contains("FIREWALL_RULES=''\n", Script(plan, "docker-one-firewall"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PoliciesComeFirstOnlyWhereANodeRunsOnTheSameMachine()
    {
        var system = With();
        var address = system.Cluster.Nodes[0].Address!;
        var plan = await Plans.OfAsync(system with { Compose = new() { Hosts = [One with { Address = address }, Two] } });

        Assert.Contains("export NODE='yes'\n", Script(plan, "docker-one-engine"), StringComparison.Ordinal);
        Assert.Contains("export NODE=''\n", Script(plan, "docker-two-engine"), StringComparison.Ordinal);
    }

    private static PlanResource Named(PlanGraph plan, string name) => Assert.Single(plan.Resources, resource => resource.Name == name);

    private static string Script(PlanGraph plan, string name) => Named(plan, name).Inputs.TextOf("stdin")!;
}
