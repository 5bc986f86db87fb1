using Pulumi;

namespace Infra.Crds;

/// <summary>The <c>spec</c> of an <see cref="ObjectStore"/>.</summary>
public sealed class ObjectStoreSpecArgs : ResourceArgs
{
    /// <summary>Where and how.</summary>
    [Input("configuration", required: true)]
    public Input<ObjectStoreConfigurationArgs> Configuration { get; set; } = null!;

    /// <summary>How far back recovery reaches, e.g. <c>30d</c>.</summary>
    [Input("retentionPolicy")]
    public Input<string>? RetentionPolicy { get; set; }

    /// <summary>The container beside each instance that archives.</summary>
    [Input("instanceSidecarConfiguration")]
    public Input<ObjectStoreSidecarArgs>? InstanceSidecarConfiguration { get; set; }
}
