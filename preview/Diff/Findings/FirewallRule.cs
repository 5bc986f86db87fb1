using Infra.Preview.Graph;

namespace Infra.Preview.Diff.Findings;

/// <summary>Ports that a cloud firewall opens or closes, and to whom.</summary>
internal static class FirewallRule
{
    private const string Firewall = "hcloud:index/firewall:Firewall";

    /// <summary>Ports of administration: access to one is access to everything.</summary>
    private static readonly Dictionary<string, string> AdministrationPorts =
        new(StringComparer.Ordinal) { ["tcp/22"] = "SSH", ["tcp/6443"] = "the Kubernetes API" };

    /// <summary>Finds them.</summary>
    public static IEnumerable<Finding> Of(StepIndex steps)
    {
        foreach (var step in steps.Changed)
        {
            if (step.Resource.Type != Firewall)
            {
                continue;
            }
            if (step.Kind == StepKind.Delete)
            {
                yield return new(
                    FindingLevel.Danger,
                    FindingTopic.Addresses,
                    $"{ResourceWords.Of(step.Old!)} is deleted: every port of its servers is open to everyone, but for their own firewall",
                    step.Resource.Urn);
            }
            else if (step.Kind is StepKind.Update or StepKind.Replace)
            {
                foreach (var finding in Rules(step))
                {
                    yield return finding;
                }
            }
        }
        if (HostRules(steps) is { } onHosts)
        {
            yield return onHosts;
        }
    }

    private static IEnumerable<Finding> Rules(ResourceStep step)
    {
        var (old, now) = (Sources(step.Old!), Sources(step.New!));
        foreach (var port in old.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (former, latter) = (old.GetValueOrDefault(port) ?? [], now.GetValueOrDefault(port) ?? []);
            var opened = latter.Except(former, StringComparer.Ordinal).ToList();
            var closed = former.Except(latter, StringComparer.Ordinal).ToList();
            var name = AdministrationPorts.TryGetValue(port, out var service) ? $"{port} ({service})" : port;
            if (opened.Count > 0)
            {
                var isWide = service is not null || opened.Exists(source => source.EndsWith("/0", StringComparison.Ordinal));
                yield return Found(
                    step, isWide ? FindingLevel.Caution : FindingLevel.Note, $"the firewall opens {name} to {ResourceWords.List(opened)}");
            }
            if (closed.Count > 0)
            {
                var isShut = latter.Count == 0;
                yield return Found(
                    step,
                    isShut || service is not null ? FindingLevel.Caution : FindingLevel.Note,
                    isShut ? $"the firewall closes {name} to everyone" : $"the firewall closes {name} to {ResourceWords.List(closed)}");
            }
        }
    }

    /// <summary>Rules in the nodes' own firewall.</summary>
    private static Finding? HostRules(StepIndex steps)
    {
        const string Variable = "FIREWALL_RULES";
        var nodes = new List<string>();
        var isOff = false;
        foreach (var step in steps.Changed)
        {
            if (step is { Kind: StepKind.Update or StepKind.Replace, Resource.Type: NodeCommands.Type }
                && NodeCommands.Exported(step.Old!, Variable) is { } old
                && NodeCommands.Exported(step.New!, Variable) is { } now
                && old != now)
            {
                nodes.Add(NodeCommands.Exported(step.New!, "NODE_NAME") ?? step.Resource.Name);
                isOff |= now.Length == 0;
            }
        }
        return nodes.Count == 0 ? null : new(
            isOff ? FindingLevel.Caution : FindingLevel.Note,
            FindingTopic.Addresses,
            $"the firewall of the node itself {(isOff ? "is switched off" : "gets other rules")}: {ResourceWords.List(nodes)}",
            null);
    }

    private static SortedDictionary<string, List<string>> Sources(PlanResource firewall)
    {
        var sources = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var rule in firewall.At("rules")?.Items ?? [])
        {
            if (rule.TextOf("direction") == "out")
            {
                continue;
            }
            var port = rule.TextOf("port") is { } number ? $"{rule.TextOf("protocol")}/{number}" : rule.TextOf("protocol") ?? "";
            if (!sources.TryGetValue(port, out var known))
            {
                sources.Add(port, known = []);
            }
            known.AddRange((rule["sourceIps"]?.Items ?? []).Select(source => source.Text));
        }
        return sources;
    }

    private static Finding Found(ResourceStep step, FindingLevel level, string text) =>
        new(level, FindingTopic.Addresses, text, step.Resource.Urn)
        {
            Advice = level == FindingLevel.Caution ? "see that whoever needs it, the run included, still gets in, and nobody else" : "",
        };
}
