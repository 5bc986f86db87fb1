using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>A query of a value that a canary is judged by (<c>flagger.app/v1beta1</c>, kind <c>MetricTemplate</c>).</summary>
public sealed class FlaggerMetricTemplate(string name, FlaggerMetricTemplateArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);

/// <summary>Inputs of a <see cref="FlaggerMetricTemplate"/>.</summary>
public sealed class FlaggerMetricTemplateArgs() : K8s.ApiExtensions.CustomResourceArgs("flagger.app/v1beta1", "MetricTemplate")
{
    /// <summary>The server and the query.</summary>
    [Input("spec", required: true)]
    public Input<FlaggerMetricTemplateSpecArgs> Spec { get; set; } = null!;
}

/// <summary>The <c>spec</c> of a <see cref="FlaggerMetricTemplate"/>.</summary>
public sealed class FlaggerMetricTemplateSpecArgs : ResourceArgs
{
    /// <summary>The server.</summary>
    [Input("provider", required: true)]
    public Input<FlaggerMetricProviderArgs> Provider { get; set; } = null!;

    /// <summary>The query, with placeholders like <c>{{ namespace }}</c>.</summary>
    [Input("query", required: true)]
    public Input<string> Query { get; set; } = null!;
}

/// <summary>The server that answers a query.</summary>
public sealed class FlaggerMetricProviderArgs : ResourceArgs
{
    /// <summary>The kind of server, like <c>prometheus</c>.</summary>
    [Input("type", required: true)]
    public Input<string> Type { get; set; } = null!;

    /// <summary>The URL.</summary>
    [Input("address")]
    public Input<string>? Address { get; set; }
}
