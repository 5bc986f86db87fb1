using System.Globalization;
using Infra.Model;
using Infra.Model.Validation;
using Infra.Naming;
using Infra.Platform;

namespace Infra.Migration;

/// <summary>
/// Traefik's metrics of the services of an environment or an app, over a window. Traefik names a service of Kubernetes after its namespace,
/// its name and its port.
/// </summary>
internal sealed class RequestMetrics
{
    private static readonly Duration Usual = Duration.Parse("1h");

    /// <summary>Number of looks at a window, by which its history is counted.</summary>
    private const int Looks = 100;

    /// <summary>Number of looks that must find samples: a Prometheus or a Traefik that restarts misses some.</summary>
    private const int Needed = 95;

    private readonly GateScene _scene;
    private readonly CriterionSpec _criterion;
    private readonly string _selector;

    private RequestMetrics(GateScene scene, CriterionSpec criterion, string selector) =>
        (_scene, _criterion, _selector) = (scene, criterion, selector);

    /// <summary>The metrics that a criterion asks for.</summary>
    public static RequestMetrics Of(GateScene scene, CriterionSpec criterion) => new(scene, criterion, SelectorOf(scene, criterion.Target));

    /// <summary>The question for a value that a query over the window gives.</summary>
    /// <param name="subject">The value, for people.</param>
    /// <param name="query">The query, of the series' selector and the window.</param>
    /// <param name="unit">The value's unit.</param>
    public CheckQuestion Ask(string subject, Func<string, string, string> query, string unit)
    {
        var window = (_criterion.For ?? Usual).Seconds;
        var step = Math.Max(1, window / Looks);
        var max = _criterion.Max!.Value.ToString("0.######", CultureInfo.InvariantCulture);
        var (series, text) = ($"traefik_service_requests_total{{{_selector}}}", string.Create(CultureInfo.InvariantCulture, $"{window}s"));
        var prometheus = _scene.System.Observability.Namespace;
        return new(
            $"Prometheus in {prometheus}: {subject}, of {_criterion.Target ?? $"all services in {_scene.Namespace}"}, "
                + $"over the last {_criterion.For ?? Usual}",
            $"at most {max} {unit}, with samples of the whole time",
            prometheus,
            PrometheusEndpoint.Service,
            PrometheusEndpoint.Port.ToString(CultureInfo.InvariantCulture),
            query(_selector, text),
            string.Create(CultureInfo.InvariantCulture, $"count_over_time(sum({series})[{text}:{step}s])"),
            string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, window / step * Needed / 100)}"),
            $"sum(increase({series}[{text}]))",
            max,
            unit);
    }

    /// <summary>Requires a Prometheus on the cluster that keeps the whole window, and an app that listens where one is named.</summary>
    public static void Resolve(ValidationContext context, GateScene scene, CriterionSpec criterion)
    {
        if (criterion.Target is not null)
        {
            Targets.RequireListening(context, scene, criterion);
        }

        if (!context.OwnsCluster || scene is not { IsHere: true, IsNext: true })
        {
            return;
        }

        var prometheus = context.Spec.Observability.Prometheus;
        if (!context.Spec.Observability.WatchesCluster())
        {
            context.Error(
                criterion, "check", "no Prometheus runs on the cluster", "describe observability.prometheus, or remove the criterion");
        }
        else if (criterion.For is { } window && window.Value > prometheus!.KeepFor.Value)
        {
            context.Error(
                criterion,
                "for",
                $"Prometheus keeps samples for {prometheus.KeepFor} only",
                "write a shorter time, or raise observability.prometheus.keepFor");
        }
    }

    private static string SelectorOf(GateScene scene, string? target)
    {
        if (scene.App(target) is { } app)
        {
            var service = PublishedHosts.ServiceOf(app);
            var names = scene.System.Releases(app.Name)
                ? $"({service}|{CanaryName.Service(app.Name)}(-primary|-canary)?)"
                : service;
            var ports = string.Join('|', app.Ports.SelectMany(static port => (string[])
            [
                port.Name,
                (port.ServicePort ?? port.Port).ToString(CultureInfo.InvariantCulture),
            ]));
            return $"service=~\"{scene.NamespaceOf(app)}-{names}-({ports})@kubernetescrd\"";
        }

        // The name of another namespace may begin with the name of this one. A bridge is answered by Docker.
        string[] others =
        [
            .. scene.System.Namespaces.Select(static one => one.Name)
                .Where(name => name.StartsWith($"{scene.Namespace}-", StringComparison.Ordinal)),
            .. scene.System.Apps.SelectMany(app => scene.System.Compose.Hosts.Select(
                host => $"{scene.Namespace}-{PublishedHosts.BridgeOf(app.Name, host.Name)}")),
        ];
        return $"service=~\"{scene.Namespace}-.+@kubernetescrd\""
            + (others.Length == 0 ? "" : $",service!~\"({string.Join('|', others)})-.+\"");
    }
}
