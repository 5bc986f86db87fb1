namespace Infra.Flows;

/// <summary>A collection of flows in which those between the same two ends are one.</summary>
public sealed class FlowList
{
    private readonly Dictionary<(string From, string To), Pair> _pairs = [];

    /// <summary>Adds a flow.</summary>
    /// <param name="from">The end that opens the connections.</param>
    /// <param name="to">The end that accepts them.</param>
    /// <param name="reason">The purpose.</param>
    /// <param name="ports">The ports of <paramref name="to"/>; none for all.</param>
    public void Add(FlowEnd from, FlowEnd to, string reason, params IReadOnlyList<FlowPort> ports)
    {
        var ends = (from.Text, to.Text);
        if (!_pairs.TryGetValue(ends, out var pair))
        {
            pair = new(from, to);
            _pairs.Add(ends, pair);
        }

        pair.Add(reason, ports);
    }

    /// <summary>The flows sorted by the texts of their ends.</summary>
    public IReadOnlyList<Flow> InOrder()
    {
        var flows = new List<Flow>(_pairs.Count);
        foreach (var pair in _pairs.Values)
        {
            flows.Add(pair.ToFlow());
        }

        flows.Sort(static (left, right) =>
            string.CompareOrdinal(left.From.Text, right.From.Text) is var order and not 0
                ? order
                : string.CompareOrdinal(left.To.Text, right.To.Text));
        return flows;
    }

    /// <summary>The connections between two ends. A stack with many hosts has one such pair with as many reasons.</summary>
    private sealed class Pair(FlowEnd from, FlowEnd to)
    {
        private readonly OrderedDictionary<string, bool> _reasons = new(StringComparer.Ordinal);
        private readonly HashSet<FlowPort> _ports = [];
        private bool _hasAllPorts;

        public void Add(string reason, IReadOnlyList<FlowPort> ports)
        {
            _reasons.TryAdd(reason, true);
            _hasAllPorts |= ports.Count == 0;
            foreach (var port in ports)
            {
                _ports.Add(port);
            }
        }

        public Flow ToFlow() => new()
        {
            From = from,
            To = to,
            Ports = _hasAllPorts ? [] : Sorted(),
            Reason = string.Join("; ", _reasons.Keys),
        };

        private List<FlowPort> Sorted()
        {
            var sorted = new List<FlowPort>(_ports);
            sorted.Sort(
                static (left, right) => left.Number != right.Number ? left.Number.CompareTo(right.Number) : left.Udp.CompareTo(right.Udp));
            return sorted;
        }
    }
}
