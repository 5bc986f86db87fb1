using Pulumi;

namespace Infra.Crds;

/// <summary>Another cluster, or its archive.</summary>
public sealed class PostgresExternalArgs : ResourceArgs
{
    /// <summary>The name it is referred to by.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>The plugin that reads its archive.</summary>
    [Input("plugin")]
    public Input<PostgresPluginArgs>? Plugin { get; set; }
}
