using System.Globalization;
using System.Text;
using Infra.Crds;
using Infra.Model;
using Infra.Naming;
using Infra.Platform;
using Pulumi;

namespace Infra.Apps;

/// <summary>Decisions on how a new version is judged: weights, measured values and tests. Pure.</summary>
public static class CanaryAnalysis
{
    // Names that Traefik gives to services of Kubernetes in its metrics: namespace, name and port. Flagger's own queries look for the name
    // of the Deployment, and its services have another one here.
    private const string Requests =
        "traefik_service_request_duration_seconds_bucket{service=~\"{{ namespace }}-{{ service }}-canary-[0-9a-zA-Z-]+@kubernetescrd\"";

    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(30);

    /// <summary>The measured values: the part of requests that succeed, and the latency of the slowest hundredth.</summary>
    /// <param name="app">The app.</param>
    /// <param name="spec">The canary.</param>
    public static IReadOnlyList<CanaryMetric> Metrics(AppSpec app, CanarySpec spec) =>
    [
        new(
            "success-rate",
            PhysicalName.Kubernetes(app.Name, "success-rate"),
            $"sum(rate({Requests},code!~\"5..\",le=\"+Inf\"}}[{{{{ interval }}}}]))"
                + $" / sum(rate({Requests},le=\"+Inf\"}}[{{{{ interval }}}}])) * 100",
            spec.SuccessPercent,
            null),
        new(
            "latency",
            PhysicalName.Kubernetes(app.Name, "latency"),
            $"histogram_quantile(0.99, sum(rate({Requests}}}[{{{{ interval }}}}])) by (le)) * 1000",
            null,
            spec.Latency.Value.TotalMilliseconds),
    ];

    /// <summary>The analysis.</summary>
    /// <param name="workload">The app's pods.</param>
    /// <param name="spec">The canary.</param>
    /// <param name="namespace">The app's namespace.</param>
    public static FlaggerAnalysisArgs Of(Workload workload, CanarySpec spec, string @namespace)
    {
        var interval = Seconds(spec.Interval);
        var analysis = new FlaggerAnalysisArgs
        {
            Interval = interval,
            Threshold = spec.Threshold,
            Metrics = Metrics(workload.App, spec).Select(metric => ToArgs(metric, interval)).ToArray(),
            Webhooks = Webhooks(workload, spec, @namespace),
        };
        if (spec.Iterations is { } iterations)
        {
            analysis.Iterations = iterations;
        }
        else if (spec.StepWeights.Count > 0)
        {
            analysis.StepWeights = spec.StepWeights.ToArray();
        }
        else
        {
            (analysis.MaxWeight, analysis.StepWeight) = (spec.MaxWeight, spec.StepWeight);
        }

        return analysis;
    }

    /// <summary>
    /// The requests to the load tester: the smoke test before the first visitor, the gate before the promotion where one is described, and
    /// the question whether an operator has ended the release.
    /// </summary>
    private static FlaggerWebhookArgs[] Webhooks(Workload workload, CanarySpec spec, string @namespace)
    {
        var app = workload.App;
        var smokeTest = new FlaggerWebhookArgs
        {
            Name = "smoke-test",
            Type = "pre-rollout",
            Url = $"{Flagger.TesterUrl}/",
            Timeout = $"{(int)(app.BlueGreen.SmokeTest.Timeout.Value + Answer).TotalSeconds}s",
            Metadata = new InputMap<string> { ["type"] = "bash", ["cmd"] = Command(workload, @namespace) },
        };
        var rollback = new FlaggerWebhookArgs { Name = "abort", Type = "rollback", Url = $"{Flagger.TesterUrl}/rollback/check" };
        return spec.ConfirmPromotion
            ? [smokeTest, new() { Name = "promotion", Type = "confirm-promotion", Url = $"{Flagger.TesterUrl}/gate/check" }, rollback]
            : [smokeTest, rollback];
    }

    /// <summary>The command of the smoke test: the script of blue-green deployments, with its variables for the new version.</summary>
    /// <param name="workload">The app's pods.</param>
    /// <param name="namespace">The app's namespace.</param>
    public static string Command(Workload workload, string @namespace)
    {
        var (app, test) = (workload.App, workload.App.BlueGreen.SmokeTest);
        var url = string.Create(
            CultureInfo.InvariantCulture,
            $"http://{CanaryName.NewVersion(app.Name)}.{@namespace}:{app.Ports[0].ServicePort ?? app.Ports[0].Port}{test.Path}");
        var command = new StringBuilder();
        foreach (var (name, value) in SmokeTest.Variables(workload))
        {
            command.Append("export ").Append(name).Append('=').Append(Quoted(name == "SMOKE_URL" ? url : value)).Append('\n');
        }

        return command.Append("WORK=$(mktemp -d)\nexport WORK\ntrap 'rm -rf \"$WORK\"' EXIT\n")
            .Append(EmbeddedFile.Read($"apps/{SmokeTest.Script}"))
            .ToString();
    }

    private static FlaggerMetricArgs ToArgs(CanaryMetric metric, string interval)
    {
        var range = new FlaggerRangeArgs();
        if (metric.Min is { } min)
        {
            range.Min = min;
        }

        if (metric.Max is { } max)
        {
            range.Max = max;
        }

        return new()
        {
            Name = metric.Name,
            Interval = interval,
            ThresholdRange = range,
            TemplateRef = new FlaggerTemplateReferenceArgs { Name = metric.Template },
        };
    }

    private static string Seconds(Duration duration) => $"{duration.Seconds.ToString(CultureInfo.InvariantCulture)}s";

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
