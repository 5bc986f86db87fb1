using Pulumi;

namespace Infra.Crds;

/// <summary>A plugin of a cluster.</summary>
public sealed class PostgresPluginArgs : ResourceArgs
{
    /// <summary>The plugin's name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>It archives the log.</summary>
    [Input("isWALArchiver")]
    public Input<bool>? IsWalArchiver { get; set; }

    [Input("parameters")]
    private InputMap<string>? _parameters;

    /// <summary>What the plugin reads.</summary>
    public InputMap<string> Parameters
    {
        get => _parameters ??= [];
        set => _parameters = value;
    }
}
