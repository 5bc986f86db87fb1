using Pulumi;

namespace Infra.Crds;

/// <summary>From what a cluster is made; read once.</summary>
public sealed class PostgresBootstrapArgs : ResourceArgs
{
    /// <summary>Empty.</summary>
    [Input("initdb")]
    public Input<PostgresInitArgs>? Initdb { get; set; }

    /// <summary>From an archive.</summary>
    [Input("recovery")]
    public Input<PostgresRecoveryArgs>? Recovery { get; set; }
}
