using Infra.Model;
using static Infra.Platform.AlloyBlock;

namespace Infra.Platform;

/// <summary>
/// Configurations of Alloy: its components, on a node of the cluster and on a Docker host. A line that Loki does not take is sent again
/// until Loki takes it, and meanwhile nothing more is read: the journal and the files of logs are the buffer, and positions advance with
/// what was passed on. (Alloy's own write-ahead log is experimental.)
/// </summary>
public static class AlloyConfiguration
{
    /// <summary>Variable with the name of the node.</summary>
    public const string NodeVariable = "NODE_NAME";

    /// <summary>Value of the label <c>job</c> of journal lines.</summary>
    public const string JournalJob = "systemd-journal";

    /// <summary>Value of the label <c>job</c> of pods' lines.</summary>
    public const string PodsJob = "pods";

    /// <summary>Value of the label <c>job</c> of the lines of Docker's containers.</summary>
    public const string ContainersJob = "containers";

    private const string Docker = "unix:///var/run/docker.sock";
    private const string Receiver = "[loki.write.default.receiver]";
    private const string Node = $"sys.env(\"{NodeVariable}\")";
    private const string PodLabel = "__meta_kubernetes_pod_label_";
    private const string ContainerLabel = "__meta_docker_container_label_com_docker_compose_";

    /// <summary>The configuration on the nodes of a cluster.</summary>
    /// <param name="alloy">Alloy as described.</param>
    /// <param name="cluster">Name of the cluster.</param>
    /// <param name="url">URL that lines are pushed to.</param>
    public static IReadOnlyList<AlloyBlock> OfNode(AlloySpec alloy, string cluster, string url)
    {
        var blocks = new List<AlloyBlock> { Logging };
        if (alloy.Journal)
        {
            blocks.AddRange(Journal([("node", Node)], alloy.Promtail));
        }

        if (alloy.Pods)
        {
            blocks.AddRange(Pods());
        }

        blocks.Add(Write(url, ("cluster", Text(cluster))));
        return blocks;
    }

    /// <summary>The configuration on a Docker host.</summary>
    /// <param name="host">Name of the host.</param>
    /// <param name="cluster">Name of the cluster whose Loki has the lines.</param>
    /// <param name="url">URL that lines are pushed to.</param>
    public static IReadOnlyList<AlloyBlock> OfDockerHost(string host, string cluster, string url) =>
    [
        Logging,
        .. Journal([], promtail: null),
        .. Containers(),
        Write(url, ("cluster", Text(cluster)), ("host", Text(host)), ("runtime", Text("docker"))),
    ];

    // Each of its own lines comes back as a line to send.
    private static AlloyBlock Logging { get; } = new("logging") { Attributes = [("level", Text("warn")), ("format", Text("logfmt"))] };

    private static IEnumerable<AlloyBlock> Journal(IReadOnlyList<(string, string)> labels, PromtailSpec? promtail)
    {
        yield return new("loki.relabel", "journal")
        {
            Attributes = [("forward_to", "[]")],
            Blocks =
            [
                Copy("__journal__systemd_unit", "unit"),
                // Each login and each container has a scope of its own, with a number in its name: too many streams.
                new("rule")
                {
                    Attributes =
                    [
                        ("source_labels", Texts("unit")),
                        ("regex", Text("(session|run|docker|cri-containerd)-.*\\.scope")),
                        ("target_label", Text("unit")),
                        ("replacement", Text("$1.scope")),
                    ],
                },
                Copy("__journal_priority_keyword", "level"),
                Set("job", JournalJob),
            ],
        };
        // Without a path, both the persistent and the volatile journal of this machine are read, whichever there is: the machine's id must
        // be that of the host (https://github.com/grafana/alloy/issues/924).
        var source = new AlloyBlock("loki.source.journal", "journal")
        {
            Attributes =
            [
                ("forward_to", Receiver),
                ("relabel_rules", "loki.relabel.journal.rules"),
                ("max_age", Text("24h")),
            ],
        };
        if (labels.Count > 0)
        {
            source = source with { Attributes = [.. source.Attributes, ("labels", Map(labels))] };
        }

        yield return promtail is null
            ? source
            : source with
            {
                Blocks =
                [
                    new("legacy_position")
                    {
                        Attributes = [("file", Text(promtail.Positions)), ("name", Text(promtail.Job))],
                    },
                ],
            };
    }

    /// <summary>
    /// The pods' logs as files of the node. The other way, through the Kubernetes API, would carry every line through an API server and the
    /// kubelet, and stop with the API server.
    /// </summary>
    private static IEnumerable<AlloyBlock> Pods()
    {
        yield return new("discovery.kubernetes", "pods")
        {
            Attributes = [("role", Text("pod"))],
            Blocks = [new("selectors") { Attributes = [("role", Text("pod")), ("field", $"\"spec.nodeName=\" + {Node}")] }],
        };
        yield return new("discovery.relabel", "pods")
        {
            Attributes = [("targets", "discovery.kubernetes.pods.targets")],
            Blocks =
            [
                Copy("__meta_kubernetes_namespace", "namespace"),
                Copy("__meta_kubernetes_pod_name", "pod"),
                Copy("__meta_kubernetes_pod_container_name", "container"),
                Copy("__meta_kubernetes_pod_node_name", "node"),
                // The second one wins where a pod has both.
                CopyIfSet($"{PodLabel}app", "app"),
                CopyIfSet($"{PodLabel}app_kubernetes_io_name", "app"),
                Set("job", PodsJob),
                new("rule")
                {
                    Attributes =
                    [
                        ("source_labels", Texts("__meta_kubernetes_pod_uid", "__meta_kubernetes_pod_container_name")),
                        ("separator", Text("/")),
                        ("target_label", Text("__path__")),
                        ("replacement", Text("/var/log/pods/*$1/*.log")),
                    ],
                },
            ],
        };
        yield return new("local.file_match", "pods") { Attributes = [("path_targets", "discovery.relabel.pods.output")] };
        yield return new("loki.source.file", "pods")
        {
            Attributes = [("targets", "local.file_match.pods.targets"), ("forward_to", "[loki.process.pods.receiver]")],
        };
        yield return new("loki.process", "pods")
        {
            Attributes = [("forward_to", Receiver)],
            Blocks =
            [
                new("stage.cri"),
                // A stream for each file and each restart would be too many.
                new("stage.label_drop") { Attributes = [("values", Texts("filename", "stream"))] },
            ],
        };
    }

    private static IEnumerable<AlloyBlock> Containers()
    {
        yield return new("discovery.docker", "containers") { Attributes = [("host", Text(Docker)), ("refresh_interval", Text("30s"))] };
        yield return new("loki.relabel", "containers")
        {
            Attributes = [("forward_to", "[]")],
            Blocks =
            [
                new("rule")
                {
                    Attributes =
                    [
                        ("source_labels", Texts("__meta_docker_container_name")),
                        ("regex", Text("/(.*)")),
                        ("target_label", Text("container")),
                    ],
                },
                Copy($"{ContainerLabel}project", "project"),
                Copy($"{ContainerLabel}service", "service"),
                Set("job", ContainersJob),
            ],
        };
        yield return new("loki.source.docker", "containers")
        {
            Attributes =
            [
                ("host", Text(Docker)),
                ("targets", "discovery.docker.containers.targets"),
                ("relabel_rules", "loki.relabel.containers.rules"),
                ("forward_to", Receiver),
            ],
        };
    }

    private static AlloyBlock Write(string url, params IReadOnlyList<(string, string)> labels) => new("loki.write", "default")
    {
        Attributes = [("external_labels", Map(labels))],
        Blocks =
        [
            new("endpoint")
            {
                Attributes =
                [
                    ("url", Text(url)),
                    ("max_backoff_period", Text("1m")),
                    // Without end; the default gives up after eight minutes and drops the lines.
                    ("max_backoff_retries", "0"),
                ],
            },
        ],
    };

    private static AlloyBlock Copy(string from, string to) => new("rule")
    {
        Attributes = [("source_labels", Texts(from)), ("target_label", Text(to))],
    };

    // The default expression also matches nothing, and would remove the label.
    private static AlloyBlock CopyIfSet(string from, string to) => new("rule")
    {
        Attributes = [("source_labels", Texts(from)), ("regex", Text("(.+)")), ("target_label", Text(to))],
    };

    private static AlloyBlock Set(string label, string value) => new("rule")
    {
        Attributes = [("target_label", Text(label)), ("replacement", Text(value))],
    };
}
