using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>Alerts of Prometheus (<c>monitoring.coreos.com/v1</c>, kind <c>PrometheusRule</c>).</summary>
public sealed class PrometheusRule(string name, PrometheusRuleArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);

/// <summary>Inputs of a <see cref="PrometheusRule"/>.</summary>
public sealed class PrometheusRuleArgs() : K8s.ApiExtensions.CustomResourceArgs("monitoring.coreos.com/v1", "PrometheusRule")
{
    /// <summary>The rules.</summary>
    [Input("spec", required: true)]
    public Input<PrometheusRuleSpecArgs> Spec { get; set; } = null!;
}

/// <summary>The <c>spec</c> of a <see cref="PrometheusRule"/>.</summary>
public sealed class PrometheusRuleSpecArgs : ResourceArgs
{
    [Input("groups")]
    private InputList<PrometheusRuleGroupArgs>? _groups;

    /// <summary>Groups of rules.</summary>
    public InputList<PrometheusRuleGroupArgs> Groups
    {
        get => _groups ??= [];
        set => _groups = value;
    }
}

/// <summary>Rules that are evaluated together.</summary>
public sealed class PrometheusRuleGroupArgs : ResourceArgs
{
    /// <summary>Name of the group; unique in its object.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    [Input("rules")]
    private InputList<PrometheusAlertArgs>? _rules;

    /// <summary>The rules.</summary>
    public InputList<PrometheusAlertArgs> Rules
    {
        get => _rules ??= [];
        set => _rules = value;
    }
}

/// <summary>An alert.</summary>
public sealed class PrometheusAlertArgs : ResourceArgs
{
    /// <summary>Name of the alert.</summary>
    [Input("alert")]
    public Input<string>? Alert { get; set; }

    /// <summary>The expression, in PromQL.</summary>
    [Input("expr", required: true)]
    public Input<string> Expr { get; set; } = null!;

    /// <summary>Time for which the expression must have a result, in Prometheus's format.</summary>
    [Input("for")]
    public Input<string>? For { get; set; }

    [Input("labels")]
    private InputMap<string>? _labels;

    /// <summary>Labels of the alert beside those of its series.</summary>
    public InputMap<string> Labels
    {
        get => _labels ??= [];
        set => _labels = value;
    }

    [Input("annotations")]
    private InputMap<string>? _annotations;

    /// <summary>Texts of the alert.</summary>
    public InputMap<string> Annotations
    {
        get => _annotations ??= [];
        set => _annotations = value;
    }
}
