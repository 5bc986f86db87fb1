using System.Globalization;
using Infra.Preview.Graph;

namespace Infra.Preview.Diff.Findings;

/// <summary>Node ports that pass from one service to another: the API server gives a port to one service only.</summary>
internal static class NodePortRule
{
    private const string Service = "kubernetes:core/v1:Service";

    /// <summary>Finds them.</summary>
    public static IEnumerable<Finding> Of(StepIndex steps)
    {
        if (steps.Diff.Old.Header.Stack != steps.Diff.New.Header.Stack)
        {
            yield break;
        }
        var services = steps.Changed.Where(step => step.Resource.Type == Service).ToList();
        var holders = new Dictionary<string, ResourceStep>(StringComparer.Ordinal);
        foreach (var step in services)
        {
            foreach (var port in PortsOf(step.Old).Except(Kept(step)))
            {
                holders.TryAdd(port, step);
            }
        }
        foreach (var step in services)
        {
            foreach (var port in PortsOf(step.New).Except(Kept(step)))
            {
                if (holders.TryGetValue(port, out var holder))
                {
                    yield return Found(step, holder, port);
                }
            }
        }
    }

    private static Finding Found(ResourceStep taker, ResourceStep holder, string port)
    {
        var (former, next) = (ResourceWords.Name(holder.Old!), ResourceWords.Name(taker.New!));
        var frees = holder.New is null || holder.Kind == StepKind.Replace
            ? "has it until the end of the run, where deletions come, so that every run fails (provided port is already allocated)"
            : "may have it still at that time, so that the run fails (provided port is already allocated)";
        return new(
            FindingLevel.Danger,
            FindingTopic.Refused,
            $"{ResourceWords.Of(taker.New!)} asks for the node port {port}, and the service {former} {frees}",
            taker.Resource.Urn)
        {
            Advice = $"free the port in an earlier run: remove it from {former}, run, and only then give it to {next}",
        };
    }

    /// <summary>Ports that a service keeps, or frees before it takes them again.</summary>
    private static IEnumerable<string> Kept(ResourceStep step) =>
        step is { Old: { } old, New: not null } && step is not { Kind: StepKind.Replace, DeletesFirst: false }
            ? PortsOf(old).Intersect(PortsOf(step.New))
            : [];

    /// <summary>Node ports of a service, with the protocol where it is not TCP.</summary>
    private static IEnumerable<string> PortsOf(PlanResource? service)
    {
        foreach (var port in service.At("spec.ports")?.Items ?? [])
        {
            if (port["nodePort"] is { Kind: PlanValueKind.Number } number)
            {
                var text = number.Number.ToString(CultureInfo.InvariantCulture);
                yield return port.TextOf("protocol") is { } protocol and not "TCP" ? $"{text}/{protocol}" : text;
            }
        }
    }
}
