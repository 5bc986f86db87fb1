using Pulumi;

namespace Infra.Crds;

/// <summary>One rule of an <see cref="IngressRoute"/>.</summary>
public sealed class IngressRouteRuleArgs : ResourceArgs
{
    /// <summary>Always <c>Rule</c>.</summary>
    [Input("kind")]
    public Input<string>? Kind { get; set; }

    /// <summary>Which requests, in the syntax of Traefik 3.</summary>
    [Input("match", required: true)]
    public Input<string> Match { get; set; } = null!;

    /// <summary>What is done to them, in order.</summary>
    [Input("middlewares")]
    public InputList<TraefikReferenceArgs>? Middlewares { get; set; }

    /// <summary>Who answers.</summary>
    [Input("services")]
    public InputList<TraefikShareArgs>? Services { get; set; }
}
