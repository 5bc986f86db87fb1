using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas.Rules;

/// <summary>
/// Checks that the API server makes in code and no schema has, as far as the object alone decides them. A field of the wrong type is the
/// schema's to find; the rules pass over it.
/// </summary>
internal static class AllRules
{
    /// <summary>Adds what breaks the rules of an object's kind.</summary>
    public static void Check(JObject thing, Findings findings)
    {
        MetadataRules.Check(thing, findings);
        var kind = $"{thing.Text("apiVersion")}/{thing.Text("kind")}";
        switch (kind)
        {
            case "v1/ConfigMap":
                DataRules.CheckConfigMap(thing, findings);
                break;
            case "v1/Secret":
                DataRules.CheckSecret(thing, findings);
                break;
            case "v1/Service":
                ServiceRules.Check(thing, findings);
                break;
            case "v1/Pod":
                PodRules.Check(thing.At("spec"), "spec", findings);
                break;
            case "v1/ResourceQuota":
                QuantityRules.CheckQuota(thing, findings);
                break;
            case "v1/LimitRange":
                QuantityRules.CheckLimits(thing, findings);
                break;
            case "v1/PersistentVolumeClaim":
                StorageRules.CheckClaim(thing.At("spec"), "spec", findings);
                break;
            case "apps/v1/Deployment" or "apps/v1/DaemonSet" or "apps/v1/StatefulSet" or "apps/v1/ReplicaSet":
                WorkloadRules.Check(thing, findings);
                break;
            case "batch/v1/Job":
                WorkloadRules.CheckJob(thing.At("spec"), "spec", findings);
                break;
            case "batch/v1/CronJob":
                WorkloadRules.CheckCronJob(thing, findings);
                break;
            case "autoscaling/v2/HorizontalPodAutoscaler":
                WorkloadRules.CheckAutoscaler(thing, findings);
                break;
            case "policy/v1/PodDisruptionBudget":
                WorkloadRules.CheckBudget(thing, findings);
                break;
            case "networking.k8s.io/v1/NetworkPolicy":
                NetworkRules.CheckPolicy(thing, findings);
                break;
            case "networking.k8s.io/v1/Ingress":
                NetworkRules.CheckIngress(thing, findings);
                break;
            case "rbac.authorization.k8s.io/v1/Role" or "rbac.authorization.k8s.io/v1/ClusterRole":
                AccessRules.CheckRole(thing, findings);
                break;
            case "rbac.authorization.k8s.io/v1/RoleBinding" or "rbac.authorization.k8s.io/v1/ClusterRoleBinding":
                AccessRules.CheckBinding(thing, findings);
                break;
        }
    }
}
