using Pulumi;

namespace Infra.Crds;

/// <summary>The server's settings.</summary>
public sealed class PostgresServerArgs : ResourceArgs
{
    [Input("parameters")]
    private InputMap<string>? _parameters;

    /// <summary>Parameters, as text.</summary>
    public InputMap<string> Parameters
    {
        get => _parameters ??= [];
        set => _parameters = value;
    }

    /// <summary>Which replicas a commit waits for.</summary>
    [Input("synchronous")]
    public Input<PostgresSynchronousArgs>? Synchronous { get; set; }
}
