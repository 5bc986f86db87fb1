using Pulumi;

namespace Infra.Crds;

/// <summary>PgBouncer's settings.</summary>
public sealed class PoolerPgBouncerArgs : ResourceArgs
{
    /// <summary><c>session</c> or <c>transaction</c>.</summary>
    [Input("poolMode")]
    public Input<string>? PoolMode { get; set; }

    [Input("parameters")]
    private InputMap<string>? _parameters;

    /// <summary>Parameters, as text.</summary>
    public InputMap<string> Parameters
    {
        get => _parameters ??= [];
        set => _parameters = value;
    }
}
