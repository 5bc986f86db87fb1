using Infra.Model;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Pods;

/// <summary>Requests and limits of a container.</summary>
internal static class PodResources
{
    /// <summary>The described requests and limits.</summary>
    public static ResourceRequirementsArgs Of(ResourcesSpec resources) =>
        Of(
            resources.RequestCpu.ToString(),
            resources.RequestMemory.ToString(),
            resources.LimitCpu.ToString(),
            resources.LimitMemory.ToString());

    /// <summary>Requests and limits as quantities of Kubernetes.</summary>
    public static ResourceRequirementsArgs Of(string requestCpu, string requestMemory, string limitCpu, string limitMemory) => new()
    {
        Requests = { ["cpu"] = requestCpu, ["memory"] = requestMemory },
        Limits = { ["cpu"] = limitCpu, ["memory"] = limitMemory },
    };
}
