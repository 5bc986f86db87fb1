using Pulumi;

namespace Infra.Crds;

/// <summary>An ACME authority and the account there.</summary>
public sealed class AcmeIssuerArgs : ResourceArgs
{
    /// <summary>URL of the authority's directory.</summary>
    [Input("server", required: true)]
    public Input<string> Server { get; set; } = null!;

    /// <summary>Where it writes to.</summary>
    [Input("email")]
    public Input<string>? Email { get; set; }

    /// <summary>The secret that holds the account's key; cert-manager makes it.</summary>
    [Input("privateKeySecretRef", required: true)]
    public Input<SecretKeyRefArgs> PrivateKeySecretRef { get; set; } = null!;

    /// <summary>How control over a domain is shown.</summary>
    [Input("solvers")]
    public InputList<AcmeSolverArgs>? Solvers { get; set; }
}
