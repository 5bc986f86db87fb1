using Pulumi;

namespace Infra.Crds;

/// <summary>The <c>spec</c> of a <see cref="TlsOption"/>.</summary>
public sealed class TlsOptionSpecArgs : ResourceArgs
{
    /// <summary>Oldest version, e.g. <c>VersionTLS12</c>.</summary>
    [Input("minVersion")]
    public Input<string>? MinVersion { get; set; }

    /// <summary>Refuses names there is no certificate for, instead of showing Traefik's own.</summary>
    [Input("sniStrict")]
    public Input<bool>? SniStrict { get; set; }
}
