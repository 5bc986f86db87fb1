namespace Infra.Tests.Schemas;

/// <summary>
/// Enum values of the fields of built-in types. The published OpenAPI v2 has none of them; the API server checks them in code
/// (k8s.io/api types.go, <c>+enum</c>).
/// </summary>
internal static class Enums
{
    private static readonly string[] Protocols = ["TCP", "UDP", "SCTP"];

    /// <summary>Values by type and field, such as <c>Container.imagePullPolicy</c>.</summary>
    public static IReadOnlyDictionary<string, string[]> All { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Container.imagePullPolicy"] = ["Always", "IfNotPresent", "Never"],
        ["Container.terminationMessagePolicy"] = ["File", "FallbackToLogsOnError"],
        ["ContainerPort.protocol"] = Protocols,
        ["ServicePort.protocol"] = Protocols,
        ["NetworkPolicyPort.protocol"] = Protocols,
        ["PodSpec.restartPolicy"] = ["Always", "OnFailure", "Never"],
        ["PodSpec.dnsPolicy"] = ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"],
        ["PodSpec.preemptionPolicy"] = ["Never", "PreemptLowerPriority"],
        ["PodSecurityContext.fsGroupChangePolicy"] = ["Always", "OnRootMismatch"],
        ["SeccompProfile.type"] = ["RuntimeDefault", "Localhost", "Unconfined"],
        ["AppArmorProfile.type"] = ["RuntimeDefault", "Localhost", "Unconfined"],
        ["HTTPGetAction.scheme"] = ["HTTP", "HTTPS"],
        ["HostPathVolumeSource.type"] =
            ["", "DirectoryOrCreate", "Directory", "FileOrCreate", "File", "Socket", "CharDevice", "BlockDevice"],
        ["EmptyDirVolumeSource.medium"] = ["", "Memory", "HugePages"],
        ["VolumeMount.mountPropagation"] = ["None", "HostToContainer", "Bidirectional"],
        ["Toleration.operator"] = ["Exists", "Equal"],
        ["Toleration.effect"] = ["", "NoSchedule", "PreferNoSchedule", "NoExecute"],
        ["Taint.effect"] = ["NoSchedule", "PreferNoSchedule", "NoExecute"],
        ["NodeSelectorRequirement.operator"] = ["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"],
        ["LabelSelectorRequirement.operator"] = ["In", "NotIn", "Exists", "DoesNotExist"],
        ["TopologySpreadConstraint.whenUnsatisfiable"] = ["DoNotSchedule", "ScheduleAnyway"],
        ["TopologySpreadConstraint.nodeAffinityPolicy"] = ["Honor", "Ignore"],
        ["TopologySpreadConstraint.nodeTaintsPolicy"] = ["Honor", "Ignore"],
        ["ServiceSpec.type"] = ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"],
        ["ServiceSpec.sessionAffinity"] = ["None", "ClientIP"],
        ["ServiceSpec.externalTrafficPolicy"] = ["Cluster", "Local"],
        ["ServiceSpec.internalTrafficPolicy"] = ["Cluster", "Local"],
        ["ServiceSpec.ipFamilyPolicy"] = ["SingleStack", "PreferDualStack", "RequireDualStack"],
        ["ServiceSpec.ipFamilies"] = ["IPv4", "IPv6"],
        ["DeploymentStrategy.type"] = ["Recreate", "RollingUpdate"],
        ["DaemonSetUpdateStrategy.type"] = ["RollingUpdate", "OnDelete"],
        ["StatefulSetUpdateStrategy.type"] = ["RollingUpdate", "OnDelete"],
        ["StatefulSetSpec.podManagementPolicy"] = ["OrderedReady", "Parallel"],
        ["StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted"] = ["Retain", "Delete"],
        ["StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled"] = ["Retain", "Delete"],
        ["JobSpec.completionMode"] = ["NonIndexed", "Indexed"],
        ["JobSpec.podReplacementPolicy"] = ["TerminatingOrFailed", "Failed"],
        ["CronJobSpec.concurrencyPolicy"] = ["Allow", "Forbid", "Replace"],
        ["PersistentVolumeClaimSpec.accessModes"] = ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"],
        ["PersistentVolumeClaimSpec.volumeMode"] = ["Block", "Filesystem"],
        ["PersistentVolumeSpec.accessModes"] = ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"],
        ["PersistentVolumeSpec.persistentVolumeReclaimPolicy"] = ["Retain", "Delete", "Recycle"],
        ["PersistentVolumeSpec.volumeMode"] = ["Block", "Filesystem"],
        ["StorageClass.reclaimPolicy"] = ["Retain", "Delete"],
        ["StorageClass.volumeBindingMode"] = ["Immediate", "WaitForFirstConsumer"],
        ["LimitRangeItem.type"] = ["Container", "Pod", "PersistentVolumeClaim"],
        ["NetworkPolicySpec.policyTypes"] = ["Ingress", "Egress"],
        ["HTTPIngressPath.pathType"] = ["Exact", "Prefix", "ImplementationSpecific"],
        ["Subject.kind"] = ["User", "Group", "ServiceAccount"],
        ["RoleRef.kind"] = ["Role", "ClusterRole"],
        ["PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy"] = ["IfHealthyBudget", "AlwaysAllow"],
        ["HPAScalingRules.selectPolicy"] = ["Max", "Min", "Disabled"],
        ["MetricTarget.type"] = ["Utilization", "Value", "AverageValue"],
        ["MetricSpec.type"] = ["ContainerResource", "External", "Object", "Pods", "Resource"],
        ["PriorityClass.preemptionPolicy"] = ["Never", "PreemptLowerPriority"],
        ["CSIDriverSpec.fsGroupPolicy"] = ["ReadWriteOnceWithFSType", "File", "None"],
        ["CustomResourceDefinitionSpec.scope"] = ["Cluster", "Namespaced"],
        ["ValidatingWebhook.failurePolicy"] = ["Fail", "Ignore"],
        ["ValidatingWebhook.sideEffects"] = ["None", "NoneOnDryRun"],
        ["MutatingWebhook.failurePolicy"] = ["Fail", "Ignore"],
        ["MutatingWebhook.sideEffects"] = ["None", "NoneOnDryRun"],
    };

    /// <summary>Lists the enum fields of a type.</summary>
    public static IEnumerable<(string Field, string[] Words)> Of(string type) =>
        All.Where(entry => entry.Key.StartsWith(type + ".", StringComparison.Ordinal))
            .Select(entry => (entry.Key[(type.Length + 1)..], entry.Value));
}
