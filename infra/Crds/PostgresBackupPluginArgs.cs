using Pulumi;

namespace Infra.Crds;

/// <summary>The plugin that makes a backup.</summary>
public sealed class PostgresBackupPluginArgs : ResourceArgs
{
    /// <summary>The plugin's name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;
}
