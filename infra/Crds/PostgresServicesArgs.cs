using Pulumi;

namespace Infra.Crds;

/// <summary>The services before a cluster.</summary>
public sealed class PostgresServicesArgs : ResourceArgs
{
    [Input("disabledDefaultServices")]
    private InputList<string>? _disabledDefaultServices;

    /// <summary>Services that are not made: <c>ro</c>, <c>r</c>.</summary>
    public InputList<string> DisabledDefaultServices
    {
        get => _disabledDefaultServices ??= [];
        set => _disabledDefaultServices = value;
    }
}
