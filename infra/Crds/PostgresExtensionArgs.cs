using Pulumi;

namespace Infra.Crds;

/// <summary>An extension of a database.</summary>
public sealed class PostgresExtensionArgs : ResourceArgs
{
    /// <summary>Its name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary><c>present</c> or <c>absent</c>.</summary>
    [Input("ensure")]
    public Input<string>? Ensure { get; set; }
}
