using Infra.Crds;
using Infra.Model;
using Infra.Model.Yaml;
using Infra.Parts;
using static Infra.Model.Yaml.OrderedMap;

namespace Infra.Platform;

/// <summary>The kinds that backups leave out, and the changes that a test's restore makes.</summary>
public static class BackupPolicies
{
    // Written by the cluster itself, or running once.
    private static readonly string[] OfKubernetes =
        ["events", "events.events.k8s.io", "endpoints", "endpointslices.discovery.k8s.io", "leases.coordination.k8s.io", "jobs.batch"];

    /// <summary>
    /// Kinds that no backup contains because restoring them does harm: those that the cluster writes itself, jobs, and those that the
    /// parts name. The operators of databases, for one, recover from their own archives and would create a second cluster over empty
    /// volumes.
    /// </summary>
    /// <param name="parts">All parts of the stack.</param>
    public static IReadOnlyList<string> Excluded(IReadOnlyList<StackPart> parts)
    {
        var kinds = new List<string>(OfKubernetes);
        foreach (var part in parts)
        {
            kinds.AddRange(part.KindsNotBackedUp);
        }

        return kinds;
    }

    /// <summary>Selector of the objects in a backup: all but those with a label that a part leaves out.</summary>
    /// <param name="parts">All parts of the stack.</param>
    public static ScheduleSelectorArgs Selected(IReadOnlyList<StackPart> parts)
    {
        var selector = new ScheduleSelectorArgs();
        foreach (var part in parts)
        {
            foreach (var (key, value) in part.LabelsNotBackedUp)
            {
                selector.MatchExpressions.Add(value is null
                    ? new ScheduleExpressionArgs { Key = key, Operator = "DoesNotExist" }
                    : new ScheduleExpressionArgs { Key = key, Operator = "NotIn", Values = { value } });
            }
        }

        return selector;
    }

    /// <summary>
    /// The changes of a test's restore: no pod runs, and volumes have a class that deletes them with their claims, whatever the policy of
    /// their own class.
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

    /// <summary>
    /// The first of Longhorn's classes whose volumes are deleted with their claims and bind at once; null when there is none.
    /// </summary>
    public static string? ScratchClass(IReadOnlyList<StorageClassSpec> classes)
    {
        foreach (var known in classes)
        {
            if (known is { Provisioner: StorageProvisioner.Longhorn, ReclaimPolicy: ReclaimPolicy.Delete }
                && known.Locality != DataLocality.StrictLocal)
            {
                return known.Name;
            }
        }

        return null;
    }

    // Velero does not document which of the two namespaces it compares; a rule with both matches either way.
    private static OrderedDictionary<string, object> Modify(RestoreTestSpec test, string resource, string patch) => Map(
        ("conditions", Map(("groupResource", resource), ("namespaces", new List<object> { test.Namespace, test.Into }))),
        ("mergePatches", new List<object> { Map(("patchData", patch)) }));
}
