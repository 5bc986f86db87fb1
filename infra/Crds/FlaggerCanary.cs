using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>A canary release of a Deployment by Flagger (<c>flagger.app/v1beta1</c>, kind <c>Canary</c>).</summary>
public sealed class FlaggerCanary(string name, FlaggerCanaryArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);

/// <summary>Inputs of a <see cref="FlaggerCanary"/>.</summary>
public sealed class FlaggerCanaryArgs() : K8s.ApiExtensions.CustomResourceArgs("flagger.app/v1beta1", "Canary")
{
    /// <summary>The Deployment and its analysis.</summary>
    [Input("spec", required: true)]
    public Input<FlaggerCanarySpecArgs> Spec { get; set; } = null!;
}

/// <summary>The <c>spec</c> of a <see cref="FlaggerCanary"/>.</summary>
public sealed class FlaggerCanarySpecArgs : ResourceArgs
{
    /// <summary>Router: <c>traefik</c> or <c>kubernetes</c>.</summary>
    [Input("provider")]
    public Input<string>? Provider { get; set; }

    /// <summary>The Deployment.</summary>
    [Input("targetRef", required: true)]
    public Input<FlaggerReferenceArgs> TargetRef { get; set; } = null!;

    /// <summary>The autoscaler of the Deployment, which Flagger copies for the primary.</summary>
    [Input("autoscalerRef")]
    public Input<FlaggerReferenceArgs>? AutoscalerRef { get; set; }

    /// <summary>Seconds without progress after which a rollout of pods has failed.</summary>
    [Input("progressDeadlineSeconds")]
    public Input<int>? ProgressDeadlineSeconds { get; set; }

    /// <summary>Whether the Deployment gets its pods back when the canary is deleted.</summary>
    [Input("revertOnDeletion")]
    public Input<bool>? RevertOnDeletion { get; set; }

    /// <summary>The services that Flagger creates.</summary>
    [Input("service")]
    public Input<FlaggerServiceArgs>? Service { get; set; }

    /// <summary>The analysis of a new version.</summary>
    [Input("analysis", required: true)]
    public Input<FlaggerAnalysisArgs> Analysis { get; set; } = null!;
}

/// <summary>Reference to an object in the namespace of the canary.</summary>
public sealed class FlaggerReferenceArgs : ResourceArgs
{
    /// <summary>The API version.</summary>
    [Input("apiVersion", required: true)]
    public Input<string> ApiVersion { get; set; } = null!;

    /// <summary>The kind.</summary>
    [Input("kind", required: true)]
    public Input<string> Kind { get; set; } = null!;

    /// <summary>The name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;
}

/// <summary>The services of a canary.</summary>
public sealed class FlaggerServiceArgs : ResourceArgs
{
    /// <summary>Name of the service; <c>-primary</c> and <c>-canary</c> follow it in the names of the two others.</summary>
    [Input("name")]
    public Input<string>? Name { get; set; }

    /// <summary>Port of the services.</summary>
    [Input("port", required: true)]
    public Input<int> Port { get; set; } = null!;

    /// <summary>Name of the port.</summary>
    [Input("portName")]
    public Input<string>? PortName { get; set; }

    /// <summary>Port of the pods.</summary>
    [Input("targetPort")]
    public Input<int>? TargetPort { get; set; }
}

/// <summary>The analysis of a canary.</summary>
public sealed class FlaggerAnalysisArgs : ResourceArgs
{
    /// <summary>Time between two checks, in minutes or seconds.</summary>
    [Input("interval")]
    public Input<string>? Interval { get; set; }

    /// <summary>Number of failed checks after which the new version is rolled back.</summary>
    [Input("threshold")]
    public Input<int>? Threshold { get; set; }

    /// <summary>Percent of the traffic at which the new version is promoted.</summary>
    [Input("maxWeight")]
    public Input<int>? MaxWeight { get; set; }

    /// <summary>Percent of the traffic added by each check.</summary>
    [Input("stepWeight")]
    public Input<int>? StepWeight { get; set; }

    /// <summary>Percents of the traffic, one after another.</summary>
    [Input("stepWeights")]
    public InputList<int>? StepWeights { get; set; }

    /// <summary>Number of checks before all traffic is moved at once.</summary>
    [Input("iterations")]
    public Input<int>? Iterations { get; set; }

    /// <summary>The measured values and their limits.</summary>
    [Input("metrics")]
    public InputList<FlaggerMetricArgs>? Metrics { get; set; }

    /// <summary>Requests that decide or test.</summary>
    [Input("webhooks")]
    public InputList<FlaggerWebhookArgs>? Webhooks { get; set; }
}

/// <summary>A measured value of an analysis.</summary>
public sealed class FlaggerMetricArgs : ResourceArgs
{
    /// <summary>The name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>Time over which it is measured.</summary>
    [Input("interval")]
    public Input<string>? Interval { get; set; }

    /// <summary>The limits.</summary>
    [Input("thresholdRange")]
    public Input<FlaggerRangeArgs>? ThresholdRange { get; set; }

    /// <summary>The template of the query.</summary>
    [Input("templateRef")]
    public Input<FlaggerTemplateReferenceArgs>? TemplateRef { get; set; }
}

/// <summary>The limits of a measured value.</summary>
public sealed class FlaggerRangeArgs : ResourceArgs
{
    /// <summary>The lowest accepted value.</summary>
    [Input("min")]
    public Input<double>? Min { get; set; }

    /// <summary>The highest accepted value.</summary>
    [Input("max")]
    public Input<double>? Max { get; set; }
}

/// <summary>Reference to a <see cref="FlaggerMetricTemplate"/> in the namespace of the canary.</summary>
public sealed class FlaggerTemplateReferenceArgs : ResourceArgs
{
    /// <summary>The name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;
}

/// <summary>A request that Flagger sends during an analysis. It succeeds with a status of 2xx.</summary>
public sealed class FlaggerWebhookArgs : ResourceArgs
{
    /// <summary>The name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>The time of the request, like <c>pre-rollout</c>.</summary>
    [Input("type")]
    public Input<string>? Type { get; set; }

    /// <summary>The URL.</summary>
    [Input("url", required: true)]
    public Input<string> Url { get; set; } = null!;

    /// <summary>Time limit of the request.</summary>
    [Input("timeout")]
    public Input<string>? Timeout { get; set; }

    /// <summary>Data for the receiver.</summary>
    [Input("metadata")]
    public InputMap<string>? Metadata { get; set; }
}
