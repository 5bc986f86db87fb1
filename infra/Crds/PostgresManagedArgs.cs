using Pulumi;

namespace Infra.Crds;

/// <summary>What else the operator looks after.</summary>
public sealed class PostgresManagedArgs : ResourceArgs
{
    /// <summary>The services.</summary>
    [Input("services")]
    public Input<PostgresServicesArgs>? Services { get; set; }
}
