using Pulumi;

namespace Infra.Crds;

/// <summary>The <c>spec</c> of an <see cref="IngressRoute"/>.</summary>
public sealed class IngressRouteSpecArgs : ResourceArgs
{
    /// <summary>Traefik's entry points it is served on.</summary>
    [Input("entryPoints")]
    public InputList<string>? EntryPoints { get; set; }

    /// <summary>The rules.</summary>
    [Input("routes", required: true)]
    public InputList<IngressRouteRuleArgs> Routes { get; set; } = null!;

    /// <summary>TLS; null for plain HTTP.</summary>
    [Input("tls")]
    public Input<IngressRouteTlsArgs>? Tls { get; set; }
}
