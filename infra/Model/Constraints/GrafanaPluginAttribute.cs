namespace Infra.Model;

/// <summary>A plugin of Grafana with its version.</summary>
public sealed class GrafanaPluginAttribute()
    : TextConstraintAttribute(
        "a plugin with its version", "the name, @ and the version, as grafana-clock-panel@2.1.8", Expression, maxLength: 200)
{
    private const string Expression = "^[a-z0-9][a-z0-9-]*@[0-9]+\\.[0-9]+\\.[0-9]+$";
}
