using Infra.Charts;
using Infra.Model;
using Infra.Naming;
using static Infra.Model.Yaml.OrderedMap;

namespace Infra.Platform;

/// <summary>Values of cert-manager's chart; the tests check them against the chart's schema.</summary>
public static class CertManagerValues
{
    /// <summary>Resolvers of the check before a DNS-01 challenge: the cluster's own may still cache the former zone.</summary>
    private const string PublicResolvers = "1.1.1.1:53,8.8.8.8:53";

    /// <summary>The values.</summary>
    /// <param name="tls">The settings of certificates.</param>
    /// <param name="nodes">The cluster's nodes.</param>
    /// <param name="release">The release's name, by which the chart labels its pods.</param>
    /// <param name="namespace">cert-manager's namespace.</param>
    public static IReadOnlyDictionary<string, object> For(TlsSpec tls, IReadOnlyList<NodeSpec> nodes, string release, string @namespace)
    {
        var tolerations = Tolerations(nodes);
        var values = Part("controller", "50m", "128Mi", "256Mi");
        values["crds"] = Map(("enabled", true), ("keep", true));
        values["global"] = Map(("leaderElection", Map(("namespace", @namespace))));
        values["webhook"] = Part("webhook", "25m", "64Mi", "128Mi");
        values["cainjector"] = Part("cainjector", "25m", "128Mi", "256Mi");
        // A hook that ends when the webhook answers, so that resources after the release need no retry.
        values["startupapicheck"] = Map(
            ("enabled", true), ("timeout", "5m"), ("resources", Resources("10m", "32Mi", "64Mi")), ("tolerations", tolerations));
        if (tls.Challenge == AcmeChallenge.Dns01)
        {
            values["dns01RecursiveNameservers"] = PublicResolvers;
            values["dns01RecursiveNameserversOnly"] = true;
        }

        return values;

        OrderedDictionary<string, object> Part(string component, string cpu, string memory, string memoryLimit)
        {
            var replicas = Replicas(nodes);
            return Map(
                ("replicaCount", replicas),
                ("podDisruptionBudget", Map(("enabled", replicas > 1))),
                ("resources", Resources(cpu, memory, memoryLimit)),
                ("tolerations", tolerations),
                ("topologySpreadConstraints", new object[]
                {
                    Map(
                        ("maxSkew", 1),
                        ("topologyKey", Labels.Hostname),
                        ("whenUnsatisfiable", "ScheduleAnyway"),
                        ("labelSelector", Map(("matchLabels", Map(
                            ("app.kubernetes.io/instance", release),
                            ("app.kubernetes.io/component", component)))))),
                }));
        }
    }

    /// <summary>
    /// Replicas of each component: two where two nodes can run them, so that the loss of a node stops neither admission nor renewal.
    /// </summary>
    public static int Replicas(IReadOnlyList<NodeSpec> nodes)
    {
        var open = 0;
        foreach (var node in nodes)
        {
            open += IsOpen(node) ? 1 : 0;
        }

        return (open == 0 ? nodes.Count : open) > 1 ? 2 : 1;
    }

    /// <summary>
    /// The taints that the pods tolerate: the control plane's, like k3s's own small components, and, where every node has another taint,
    /// those too, or no pod would start.
    /// </summary>
    public static object[] Tolerations(IReadOnlyList<NodeSpec> nodes)
    {
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        if (!HasOpen(nodes))
        {
            foreach (var node in nodes)
            {
                foreach (var taint in node.Taints)
                {
                    keys.Add(taint.Name);
                }
            }
        }

        return PlatformTolerations.Values([.. keys]);

        static bool HasOpen(IReadOnlyList<NodeSpec> nodes)
        {
            foreach (var node in nodes)
            {
                if (IsOpen(node))
                {
                    return true;
                }
            }

            return false;
        }
    }

    private static bool IsOpen(NodeSpec node)
    {
        foreach (var taint in node.Taints)
        {
            if (taint.Effect != TaintEffect.PreferNoSchedule && taint.Name != TaintSpec.ControlPlane)
            {
                return false;
            }
        }

        return true;
    }

    private static OrderedDictionary<string, object> Resources(string cpu, string memory, string memoryLimit) => Map(
        ("requests", Map(("cpu", cpu), ("memory", memory))),
        ("limits", Map(("cpu", "500m"), ("memory", memoryLimit))));
}
