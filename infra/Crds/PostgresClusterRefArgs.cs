using Pulumi;

namespace Infra.Crds;

/// <summary>The cluster an object belongs to; it cannot change.</summary>
public sealed class PostgresClusterRefArgs : ResourceArgs
{
    /// <summary>The cluster's name, in the same namespace.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;
}
