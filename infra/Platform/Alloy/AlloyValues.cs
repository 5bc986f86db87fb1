using Infra.Model;
using static Infra.Model.Yaml.OrderedMap;

namespace Infra.Platform;

/// <summary>Values of the chart of Alloy: a pod on every node, whatever its taints.</summary>
public static class AlloyValues
{
    /// <summary>Port of Alloy's own page and metrics.</summary>
    public const int Port = 12345;

    /// <summary>Name of the service account.</summary>
    public const string Account = Alloy.Release;

    /// <summary>Folder of the positions, on the node and in the container: the next pod reads on where the last one stopped.</summary>
    private const string Storage = "/var/lib/alloy";

    private const string MachineId = "/etc/machine-id";

    /// <summary>
    /// Folder of the volatile journal. Its parent is mounted, as that of the persistent one is: a folder that a mount makes would turn
    /// the persistent journal on.
    /// </summary>
    private const string RunLog = "/run/log";

    /// <summary>The values.</summary>
    /// <param name="alloy">Alloy as described.</param>
    /// <param name="cluster">Name of the cluster.</param>
    /// <param name="url">URL that lines are pushed to.</param>
    public static IReadOnlyDictionary<string, object> For(AlloySpec alloy, string cluster, string url)
    {
        var (mounts, volumes) = (new List<object>(), new List<object>());
        Mount("storage", Storage, "DirectoryOrCreate", isReadOnly: false);
        if (alloy.Journal)
        {
            Mount("run-log", RunLog, "DirectoryOrCreate");
            Mount("machine-id", MachineId, "File");
            if (alloy.Promtail is { } promtail)
            {
                Mount("promtail", FolderOf(promtail.Positions), "DirectoryOrCreate");
            }
        }

        return Map(
            // PodLogs, which nothing here uses.
            ("crds", Map(("create", false))),
            ("alloy", Map(
                ("configMap", Map(("content", Escaped(AlloyBlock.Write(AlloyConfiguration.OfNode(alloy, cluster, url)))))),
                ("storagePath", $"{Storage}/data"),
                ("enableReporting", false),
                ("extraEnv", new object[]
                {
                    Map(
                        ("name", AlloyConfiguration.NodeVariable),
                        ("valueFrom", Map(("fieldRef", Map(("fieldPath", "spec.nodeName")))))),
                }),
                ("mounts", Map(("varlog", true), ("extra", mounts.ToArray()))),
                ("securityContext", Rights(alloy)),
                ("resources", Map(
                    ("requests", Map(("cpu", "50m"), ("memory", "128Mi"))), ("limits", Map(("cpu", "500m"), ("memory", "256Mi"))))))),
            // A second container that reloads the configuration; a change of it starts the pods again instead.
            ("configReloader", Map(("enabled", false))),
            // The chart's rules let it read all secrets. The component has its own.
            ("rbac", Map(("create", false))),
            ("serviceAccount", Map(("name", Account), ("automountServiceAccountToken", alloy.Pods))),
            ("service", Map(("enabled", false))),
            ("controller", Map(
                ("type", "daemonset"),
                ("tolerations", new object[] { Map(("operator", "Exists")) }),
                ("volumes", Map(("extra", volumes.ToArray()))))));

        void Mount(string name, string path, string type, bool isReadOnly = true)
        {
            mounts.Add(Map(("name", name), ("mountPath", path), ("readOnly", isReadOnly)));
            volumes.Add(Map(("name", name), ("hostPath", Map(("path", path), ("type", type)))));
        }
    }

    /// <summary>
    /// The rights of the container. The journal, the pods' logs and the folder of positions belong to root, which needs no capability to
    /// read its own files; Promtail's file belongs to another user, and is closed to all others.
    /// </summary>
    private static OrderedDictionary<string, object> Rights(AlloySpec alloy)
    {
        var capabilities = Map(("drop", new object[] { "ALL" }));
        if (alloy is { Journal: true, Promtail: not null })
        {
            capabilities["add"] = new object[] { "DAC_READ_SEARCH" };
        }

        return Map(
            ("runAsUser", 0),
            ("runAsGroup", 0),
            ("readOnlyRootFilesystem", true),
            ("allowPrivilegeEscalation", false),
            ("capabilities", capabilities),
            ("seccompProfile", Map(("type", "RuntimeDefault"))));
    }

    // The chart reads the configuration as a template.
    private static string Escaped(string configuration) => configuration.Replace("{{", "{{ \"{{\" }}", StringComparison.Ordinal);

    private static string FolderOf(string path) => path.LastIndexOf('/') is var slash and > 0 ? path[..slash] : "/";
}
