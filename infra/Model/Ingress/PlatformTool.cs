namespace Infra.Model;

/// <summary>A tool of the platform that people open in a browser.</summary>
public enum PlatformTool
{
    /// <summary>Grafana: dashboards and logs.</summary>
    Grafana,

    /// <summary>Prometheus: queries and targets. It has no sign-in of its own.</summary>
    Prometheus,

    /// <summary>Alertmanager: alerts and silences. It has no sign-in of its own.</summary>
    Alertmanager,
}
