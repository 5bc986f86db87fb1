using Pulumi;

namespace Infra.Crds;

/// <summary>The check for a primary that is cut off.</summary>
public sealed class PostgresIsolationCheckArgs : ResourceArgs
{
    /// <summary>Whether it is made.</summary>
    [Input("enabled")]
    public Input<bool>? Enabled { get; set; }
}
