using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Crds;

/// <summary>The container beside each instance that archives.</summary>
public sealed class ObjectStoreSidecarArgs : ResourceArgs
{
    /// <summary>What it asks for and may use.</summary>
    [Input("resources")]
    public Input<ResourceRequirementsArgs>? Resources { get; set; }

    [Input("env")]
    private InputList<EnvVarArgs>? _env;

    /// <summary>Its environment.</summary>
    public InputList<EnvVarArgs> Env
    {
        get => _env ??= [];
        set => _env = value;
    }
}
