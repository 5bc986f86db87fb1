using Infra.Model;
using Infra.Model.Yaml;
using Infra.Naming;
using static Infra.Model.Yaml.OrderedMap;

namespace Infra.Platform;

/// <summary>What Velero leaves out, and how a test's restore differs from what was backed up.</summary>
public static class BackupPolicies
{
    /// <summary>
    /// Kinds that are in no backup, since restoring them does harm: what databases' operators act on (they recover from their own
    /// archives, and would make a second cluster over empty volumes), orders at the certificate authority, jobs that ran once,
    /// and what the cluster writes itself.
    /// </summary>
    public static IReadOnlyList<string> Excluded { get; } =
    [
        "events", "events.events.k8s.io", "endpoints", "endpointslices.discovery.k8s.io", "leases.coordination.k8s.io", "jobs.batch",
        "certificaterequests.cert-manager.io", "orders.acme.cert-manager.io", "challenges.acme.cert-manager.io",
        "clusters.postgresql.cnpg.io", "backups.postgresql.cnpg.io", "scheduledbackups.postgresql.cnpg.io", "poolers.postgresql.cnpg.io", "databases.postgresql.cnpg.io",
        "perconaservermysqls.ps.percona.com", "perconaservermysqlbackups.ps.percona.com", "perconaservermysqlrestores.ps.percona.com",
    ];

    /// <summary>The volume policies: data of the databases' volumes is not copied.</summary>
    public static string Volumes(DatabasesSpec databases)
    {
        var policies = new List<object>();
        foreach (var server in databases.Postgres)
        {
            policies.Add(Skip(PodLabels.Postgres(server.Name)));
        }

        foreach (var server in databases.Mysql)
        {
            policies.Add(Skip(PodLabels.MySql(server.Name)));
        }

        return YamlText.Write(Map(("version", "v1"), ("volumePolicies", policies)));
    }

    /// <summary>
    /// What a test's restore changes: nothing runs, and volumes are of a class that removes them with their claims, whatever
    /// their own keeps.
    /// </summary>
    /// <param name="test">The test.</param>
    /// <param name="classes">The storage classes.</param>
    public static string Modifiers(RestoreTestSpec test, IReadOnlyList<StorageClassSpec> classes)
    {
        const string NoReplicas = """{"spec":{"replicas":0}}""";
        var rules = new List<object> { Modify(test, "deployments.apps", NoReplicas), Modify(test, "statefulsets.apps", NoReplicas) };
        if (ScratchClass(classes) is { } scratch)
        {
            rules.Add(Modify(test, "persistentvolumeclaims", $$$"""{"spec":{"storageClassName":"{{{scratch}}}"}}"""));
        }

        return YamlText.Write(Map(("version", "v1"), ("resourceModifierRules", rules)));
    }

    /// <summary>The first of Longhorn's classes whose volumes go with their claims and bind at once; null when there is none.</summary>
    public static string? ScratchClass(IReadOnlyList<StorageClassSpec> classes)
    {
        foreach (var known in classes)
        {
            if (known is { Provisioner: StorageProvisioner.Longhorn, ReclaimPolicy: ReclaimPolicy.Delete } && known.Locality != DataLocality.StrictLocal)
            {
                return known.Name;
            }
        }

        return null;
    }

    private static OrderedDictionary<string, object> Skip(IReadOnlyDictionary<string, string> labels)
    {
        var selector = Map();
        foreach (var key in labels.Keys)
        {
            selector[key] = labels[key];
        }

        return Map(("conditions", Map(("pvcLabels", selector))), ("action", Map(("type", "skip"))));
    }

    // Which of the two namespaces Velero looks at is not told; a rule that names both holds either way.
    private static OrderedDictionary<string, object> Modify(RestoreTestSpec test, string resource, string patch) => Map(
        ("conditions", Map(("groupResource", resource), ("namespaces", new List<object> { test.Namespace, test.Into }))),
        ("mergePatches", new List<object> { Map(("patchData", patch)) }));
}
