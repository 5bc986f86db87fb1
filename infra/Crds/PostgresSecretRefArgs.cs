using Pulumi;

namespace Infra.Crds;

/// <summary>A secret by its name.</summary>
public sealed class PostgresSecretRefArgs : ResourceArgs
{
    /// <summary>The secret's name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;
}
