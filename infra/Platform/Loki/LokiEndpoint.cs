using Infra.Model;

namespace Infra.Platform;

/// <summary>The address at which clients in the cluster push and query log lines.</summary>
public static class LokiEndpoint
{
    /// <summary>The port of Loki's HTTP interface, also for its metrics.</summary>
    public const int Port = 3100;

    /// <summary>Path to which log lines are pushed.</summary>
    public const string PushPath = "/loki/api/v1/push";

    /// <summary>The chart's service, which has the release's name.</summary>
    public const string Service = Loki.Release;

    /// <summary>The URL; null where Loki does not run on the cluster.</summary>
    /// <param name="system">The system.</param>
    public static string? Of(SystemSpec system) =>
        LokiPart.PodsOf(system) is { } pods ? $"http://{Service}.{pods.Namespace}.svc:{Port}" : null;
}
