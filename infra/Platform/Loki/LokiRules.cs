using System.Globalization;
using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Platform;

/// <summary>Rules of Loki, of its volume and of the way in for Docker hosts.</summary>
internal static class LokiRules
{
    /// <summary>Containers of a Docker host, of which the described ones are only a part.</summary>
    private const int ContainersOfHost = 10;

    private const decimal Gibibyte = 1024m * 1024 * 1024;

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var system = context.Spec;
        if (!context.OwnsCluster || system.Observability.Loki is not { } loki)
        {
            return;
        }

        CheckPeriods(context, loki);
        if (LokiPart.PodsOf(system) is null)
        {
            return;
        }

        CheckVolume(context, loki);
        CheckSenders(context, loki);
    }

    private static void CheckPeriods(ValidationContext context, LokiSpec loki)
    {
        for (var at = 1; at < loki.Schema.Count; at++)
        {
            if (string.CompareOrdinal(loki.Schema[at - 1].From, loki.Schema[at].From) >= 0)
            {
                context.Error(
                    loki.Schema[at],
                    "from",
                    $"the period from {loki.Schema[at].From} does not come after the one from {loki.Schema[at - 1].From}",
                    "list the periods by their first days, each once");
            }
        }
    }

    private static void CheckVolume(ValidationContext context, LokiSpec loki)
    {
        var machines = context.Spec.Cluster.Nodes.Count;
        var pods = 0;
        foreach (var system in context.OnCluster())
        {
            foreach (var request in context.RequestsOf(system))
            {
                pods += request.PodsOn(context.Spec.Cluster.Nodes);
            }
        }

        var senders = LogPush.Senders(context.Spec).Count;
        var needed = LogVolume.Estimate(machines + senders, pods + (senders * ContainersOfHost), loki.KeepFor) / LogVolume.Usable;
        if (needed > loki.Size.Value)
        {
            context.Warn(
                loki,
                "keepFor",
                $"the log lines of {loki.KeepFor} from {machines + senders} machines and {pods} pods need about "
                    + string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(needed / Gibibyte)}Gi")
                    + $", the volume has {loki.Size}",
                "keep them for fewer days, or make size larger (an estimate: docs/logs.md has its figures)");
        }
    }

    private static void CheckSenders(ValidationContext context, LokiSpec loki)
    {
        var senders = LogPush.Senders(context.Spec);
        if (loki.PushHost is null)
        {
            if (senders.Count > 0 && context.Spec.Observability.Alloy?.PushUrl is null)
            {
                context.Warn(
                    loki,
                    "pushHost",
                    $"the log lines of the Docker hosts ({string.Join(", ", senders.Select(host => host.Name))}) have no way to Loki",
                    "write a label before the domain, like logs, or an Alloy pushUrl");
            }

            return;
        }

        if (loki.PushHost.StartsWith('*'))
        {
            context.Error(loki, "pushHost", "every name of a domain would lead to Loki", "write one label, like logs");
        }

        foreach (var published in context.Spec.Ingress.Hosts)
        {
            if (published.FullName(context.Spec.Domain) == LogPush.HostOf(context.Spec))
            {
                context.Error(
                    loki,
                    "pushHost",
                    $"'{loki.PushHost}' is the label of the host '{published.Name}'",
                    "write a label of its own, like logs");
                break; // Hosts may share a label, each with paths of its own.
            }
        }

        foreach (var host in senders)
        {
            if (!Ipv4.TryParse(host.Address, out _))
            {
                context.Error(
                    host,
                    "address",
                    $"'{host.Name}' pushes log lines to Loki, which accepts them from listed addresses alone, and '{host.Address}' is "
                        + "a name",
                    "write its IPv4 address, or take it out of observability.composeHosts");
            }
        }
    }
}
