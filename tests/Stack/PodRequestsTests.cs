using Infra.Model;
using Infra.Model.Capacity;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests;

/// <summary>Requests that the parts name, held against the planned objects: the sums of a cluster are those of its pods.</summary>
public sealed class PodRequestsTests
{
    private static readonly string[] Kinds = ["Deployment", "StatefulSet", "DaemonSet"];

    public static TheoryData<string> Stacks() => Plans.Stacks();

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task EachPlannedWorkloadIsCountedWithTheRequestsOfItsContainers(string stack)
    {
        var requests = StackParts.PodRequests(Described.StackOf(stack));
        var problems = new List<string>();
        foreach (var resource in (await Plans.OfAsync(stack)).Resources.Where(one => Kinds.Contains(one.Inputs.TextOf("kind"))))
        {
            var name = resource.Inputs.At("metadata", "name")!.Text;
            var each = EachOf(resource.Inputs.At("spec", "template", "spec")!);
            // Of a blue-green app the slot follows the name.
            var known = requests.Where(request => name == request.Name || name.StartsWith($"{request.Name}-", Exact))
                .MaxBy(request => request.Name.Length);
            if (known is null || known.Each != each)
            {
                problems.Add($"{name} asks for {each}, counted is {known?.Each}");
            }
        }

        Problems.None(problems);
    }

    [Theory]
    [InlineData("traefik", 3, "100m", "128Mi")]
    [InlineData("coredns", 1, "100m", "70Mi")]
    [InlineData("cert-manager", 2, "50m", "128Mi")]
    [InlineData("cainjector", 2, "25m", "128Mi")]
    [InlineData("longhorn-manager", 3, "50m", "192Mi")]
    [InlineData("instance-manager of worker-1", 1, "438m", "0")]
    [InlineData("node-agent", 3, "50m", "128Mi")]
    [InlineData("cloudnative-pg", 2, "50m", "128Mi")]
    [InlineData("postgres", 3, "300m", "640Mi")]
    [InlineData("postgres-pooler", 2, "50m", "64Mi")]
    [InlineData("pxc-operator", 1, "50m", "96Mi")]
    [InlineData("mysql-haproxy", 2, "75m", "96Mi")]
    [InlineData("postgres-backup-offsite", 2, "100m", "256Mi")]
    public void ProductionNamesItsPods(string name, int pods, string cpu, string memory)
    {
        var system = Community.Spec();
        var request = StackParts.PodRequests(system).Single(request => request.Name == name);

        Assert.Equal(pods, request.PodsOn(system.Cluster.Nodes));
        Assert.Equal(new Amount(Quantity.Parse(cpu).Value, Quantity.Parse(memory).Value), request.Each);
    }

    [Fact]
    public void DisabledComponentOfK3sIsNotCounted()
    {
        var system = Community.Spec();
        var without = system with { Cluster = system.Cluster with { K3s = system.Cluster.K3s with { Disable = ["metrics-server"] } } };

        Each.Lacks(StackParts.PodRequests(without), request => request.Name == "metrics-server");
    }

    [Fact]
    public void GuestAsksForItsAppsAndJobsAlone() => Each.Of(
        StackParts.PodRequests(Community.Spec("stage")),
        request => Assert.True(request.Kind is PodsKind.App or PodsKind.Job, request.Name));

    private const StringComparison Exact = StringComparison.Ordinal;

    private static Amount EachOf(PlanValue pod)
    {
        var each = default(Amount);
        foreach (var container in pod["containers"]!.Items)
        {
            var requests = container.At("resources", "requests")!;
            each += new Amount(Quantity.Parse(requests.TextOf("cpu")!).Value, Quantity.Parse(requests.TextOf("memory")!).Value);
        }

        return each;
    }
}
