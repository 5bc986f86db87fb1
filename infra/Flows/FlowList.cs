namespace Infra.Flows;

/// <summary>A collection of flows in which those between the same two ends are one.</summary>
public sealed class FlowList
{
    private readonly List<Flow> _flows = [];

    /// <summary>Adds a flow.</summary>
    /// <param name="from">The end that opens the connections.</param>
    /// <param name="to">The end that accepts them.</param>
    /// <param name="reason">The purpose.</param>
    /// <param name="ports">The ports of <paramref name="to"/>; none for all.</param>
    public void Add(FlowEnd from, FlowEnd to, string reason, params IReadOnlyList<FlowPort> ports)
    {
        for (var index = 0; index < _flows.Count; index++)
        {
            var known = _flows[index];
            if (known.From.Text == from.Text && known.To.Text == to.Text)
            {
                var all = known.Ports.Count == 0 || ports.Count == 0;
                _flows[index] = known with
                {
                    Ports = all ? [] : Sorted([.. known.Ports, .. ports]),
                    Reason = $"; {known.Reason};".Contains($"; {reason};", StringComparison.Ordinal)
                        ? known.Reason
                        : $"{known.Reason}; {reason}",
                };
                return;
            }
        }

        _flows.Add(new() { From = from, To = to, Ports = Sorted(ports), Reason = reason });
    }

    /// <summary>The flows sorted by the texts of their ends.</summary>
    public IReadOnlyList<Flow> InOrder()
    {
        _flows.Sort(static (left, right) =>
            string.CompareOrdinal(left.From.Text, right.From.Text) is var order and not 0
                ? order
                : string.CompareOrdinal(left.To.Text, right.To.Text));
        return _flows;
    }

    private static List<FlowPort> Sorted(IReadOnlyList<FlowPort> ports)
    {
        var sorted = new List<FlowPort>(ports.Count);
        foreach (var port in ports)
        {
            if (!sorted.Contains(port))
            {
                sorted.Add(port);
            }
        }

        sorted.Sort(
            static (left, right) => left.Number != right.Number ? left.Number.CompareTo(right.Number) : left.Udp.CompareTo(right.Udp));
        return sorted;
    }
}
