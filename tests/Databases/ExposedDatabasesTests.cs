using Infra.Flows;
using Infra.Hosts;
using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Databases;

/// <summary>Database servers of the cluster that clients outside of it reach.</summary>
public sealed class ExposedDatabasesTests
{
    [Theory]
    [InlineData("postgres", 30432, "5432", "cnpg.io/cluster=postgres cnpg.io/instanceRole=primary")]
    [InlineData("mysql", 30306, "3306", "app.kubernetes.io/component=haproxy app.kubernetes.io/instance=mysql")]
    public async Task NodePortLeadsToTheInstanceThatAcceptsWrites(string server, int nodePort, string port, string labels)
    {
        var service = (await Plans.OfAsync(Exposed())).Resources.Single(resource => resource.Name == $"exposed-databases-{server}");
        var (spec, selector) = (service.Inputs["spec"]!, service.Inputs.At("spec", "selector")!);

        Assert.Equal(("NodePort", "infra"), (spec.TextOf("type"), service.Inputs.At("metadata", "namespace")!.Text));
        Assert.Equal(labels, string.Join(' ', selector.Keys.Zip(selector.Items, (key, value) => $"{key}={value.Text}").Order()));
        Assert.Equal(nodePort, spec["ports"]!.Items[0]["nodePort"]!.Number);
        Assert.Equal(port, $"{spec["ports"]!.Items[0]["port"]!.Number}");
    }

    [Fact]
    public async Task ServerIsOnNoPortOfTheNodesByDefault() => Each.Lacks(
        (await Plans.OfAsync("prod")).Resources, resource => resource.Name.StartsWith("exposed-databases", StringComparison.Ordinal));

    [Fact]
    public void CloudFirewallOpensThePortToTheNamedRangesAlone()
    {
        var system = Exposed();

        var rules = Firewall.RulesOf(system.Cluster.Firewall, system.Ingress, DatabaseExposure.Of(system));

        Assert.Equal(["198.51.100.20/32"], Assert.Single(rules, rule => rule.Port == "30432").Sources);
        Assert.Equal("30432", string.Join(' ', rules.Where(rule => rule.Description == "Database postgres").Select(rule => rule.Port)));
    }

    [Fact]
    public void PoliciesAdmitTheNamedRangesAndTheNodes()
    {
        var flows = StackParts.Flows(Exposed()).Where(flow => flow.Reason.Contains("node port 30432", StringComparison.Ordinal)).ToList();

        Assert.Equal(["clients-of-postgres", "nodes"], flows.Select(flow => flow.From.Name).Order());
        Each.Of(flows, flow => Assert.Equal(("infra/postgres", "5432"), (flow.To.Text, flow.PortsText())));
        Assert.Equal(["198.51.100.20/32"], flows.Select(flow => flow.From).OfType<AddressesEnd>().First(end => end.Name != "nodes").Ranges);
    }

    [Theory]
    [InlineData("exposed: {nodePort: 5432, from: [docker]}", "databases.postgres[postgres].exposed.nodePort: 5432 is not a node port")]
    [InlineData("exposed: {nodePort: 30432, from: []}", "databases.postgres[postgres].exposed.from")]
    [InlineData(
        "exposed: {nodePort: 30432, from: [nobody]}", "databases.postgres[postgres].exposed.from[1]: there is no named range 'nobody'")]
    [InlineData(
        "exposed: {nodePort: 30306, from: [docker]}",
        "databases.mysql[mysql].exposed.nodePort: the node port 30306 is taken by 'postgres'")]
    public void RefusesWhatIsNotPossible(string exposed, string says)
    {
        using var project = new FrozenCopy();
        project.Edit(
            "stacks/community/env.prod.yaml",
            "    - {name: postgres, runsOn: compose}\n",
            $"    - {{name: postgres, runsOn: compose, {exposed}}}\n");
        project.Edit(
            "stacks/community/env.prod.yaml",
            "    - {name: mysql, runsOn: compose}\n",
            "    - {name: mysql, runsOn: compose, exposed: {nodePort: 30306, from: [docker]}}\n");

        Assert.Contains(
            StackLoad.Load(project.Root, "prod", "2-deploy").Result.Problems,
            problem => problem.ToString().Contains(says, StringComparison.Ordinal));
    }

    private static SystemSpec Exposed()
    {
        var system = Described.StackOf("prod");
        DatabaseExposureSpec On(int port) => new() { NodePort = port, From = ["docker"] };
        return system with
        {
            Cluster = system.Cluster with
            {
                Firewall = system.Cluster.Firewall with
                {
                    Ranges =
                    [
                        .. system.Cluster.Firewall.Ranges,
                        new() { Name = "docker", Addresses = [Cidr.Parse("198.51.100.20/32")] },
                    ],
                },
            },
            Databases = system.Databases with
            {
                Postgres = [.. system.Databases.Postgres.Select(server => server with { Exposed = On(30432) })],
                Mysql = [.. system.Databases.Mysql.Select(server => server with { Exposed = On(30306) })],
            },
        };
    }
}
