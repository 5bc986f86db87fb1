using Pulumi;

namespace Infra.Crds;

/// <summary>Names the config map with the volume policies of a <see cref="Schedule"/>.</summary>
public sealed class SchedulePolicyRefArgs : ResourceArgs
{
    /// <summary><c>configmap</c>.</summary>
    [Input("kind", required: true)]
    public Input<string> Kind { get; set; } = null!;

    /// <summary>Its name, in Velero's namespace.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;
}
