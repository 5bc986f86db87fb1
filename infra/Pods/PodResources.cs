using Infra.Model;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Pods;

/// <summary>What a container asks for and may use at most.</summary>
internal static class PodResources
{
    /// <summary>As described.</summary>
    public static ResourceRequirementsArgs Of(ResourcesSpec resources) =>
        Of(resources.RequestCpu.ToString(), resources.RequestMemory.ToString(), resources.LimitCpu.ToString(), resources.LimitMemory.ToString());

    /// <summary>As Kubernetes writes the quantities.</summary>
    public static ResourceRequirementsArgs Of(string requestCpu, string requestMemory, string limitCpu, string limitMemory) => new()
    {
        Requests = { ["cpu"] = requestCpu, ["memory"] = requestMemory },
        Limits = { ["cpu"] = limitCpu, ["memory"] = limitMemory },
    };
}
