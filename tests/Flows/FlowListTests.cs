using Infra.Flows;

namespace Infra.Tests.Flows;

public sealed class FlowListTests
{
    [Fact]
    public void JoinsTheReasonsAndPortsOfTheSameEnds()
    {
        var flows = new FlowList();
        flows.Add(End("a"), End("b"), "names", new FlowPort(53, Udp: true), new FlowPort(53));
        flows.Add(End("a"), End("b"), "metrics", new FlowPort(9100), new FlowPort(53));
        flows.Add(End("a"), End("b"), "names", new FlowPort(53));
        var flow = Assert.Single(flows.InOrder());
        Assert.Equal("names; metrics", flow.Reason);
        Assert.Equal([new FlowPort(53), new FlowPort(53, Udp: true), new FlowPort(9100)], flow.Ports);
    }

    [Fact]
    public void KeepsAllPortsWhereOneReasonNeedsAll()
    {
        var flows = new FlowList();
        flows.Add(End("a"), End("b"), "all");
        flows.Add(End("a"), End("b"), "names", new FlowPort(53));
        Assert.Empty(Assert.Single(flows.InOrder()).Ports);
    }

    [Fact]
    public void WorkGrowsLinearlyWithTheFlows()
    {
        var few = Looks(100);
        var many = Looks(10_000);
        Assert.InRange(many / (double)few, 50, 150);
    }

    private static int Looks(int count)
    {
        var flows = new FlowList();
        var looks = 0;
        for (var i = 0; i < count; i++)
        {
            flows.Add(new CountingEnd { Name = $"pod-{i}", Look = () => looks++ }, End("dns"), "names", new FlowPort(53));
        }

        return looks;
    }

    private static CountingEnd End(string name) => new() { Name = name };

    private sealed record CountingEnd : FlowEnd
    {
        public Action Look { get; init; } = () => { };

        public override string Text
        {
            get
            {
                Look();
                return Name;
            }
        }
    }
}
