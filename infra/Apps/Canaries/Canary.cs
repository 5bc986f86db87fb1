using Infra.Crds;
using Infra.Model;
using Infra.Naming;
using Infra.Platform;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Apps;

/// <summary>
/// The canary releases of an app by Flagger: it copies the Deployment as the primary, which gets the traffic, sets the Deployment itself to
/// no pods, and moves traffic to it while a changed version is measured. The number of pods, the copies and the weights are Flagger's. A
/// run waits until the primary answers. When the canary is deleted, Flagger gives the Deployment its pods back before the copies are
/// removed.
/// </summary>
public sealed class Canary : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:apps:Canary";

    // Flagger acts once in each interval: it creates the copy, finds it ready, and leads traffic to it.
    private const int Steps = 4;

    private readonly string _name;
    private readonly CanaryArgs _args;
    private readonly StackContext _context;
    private readonly AppSpec _app;
    private readonly string _namespace;

    /// <summary>The canary, for what leads traffic to it to depend on.</summary>
    public FlaggerCanary Release { get; }

    /// <summary>Describes the canary releases of an app.</summary>
    public Canary(string name, CanaryArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_name, _args, _context, _app) = (name, args, context, args.Workload.App);
        _namespace = context.System.NamespaceOf(_app);
        Resource[] metrics = [.. CanaryAnalysis.Metrics(_app, args.Spec).Select(CreateTemplate)];
        var release = StackContext.Inside(this, args.Namespace, [.. args.After, .. metrics]);
        var wait = Rollout.Wait(args.Workload).Create + (Steps * args.Spec.Interval.Value);
        release.CustomTimeouts = new() { Create = wait, Update = wait, Delete = wait };
        var metadata = Metadata(_app.Name);
        metadata.Annotations.Add(WaitFor.Annotation, WaitFor.OtherThan("phase", "Initializing"));
        Release = new($"{name}-release", new() { Metadata = metadata, Spec = Spec() }, release);
        RegisterOutputs();
    }

    private FlaggerCanarySpecArgs Spec()
    {
        var port = _app.Ports[0];
        return new()
        {
            Provider = "traefik",
            TargetRef = Reference("apps/v1", "Deployment"),
            AutoscalerRef = Reference("autoscaling/v2", "HorizontalPodAutoscaler"),
            ProgressDeadlineSeconds = (int)Rollout.Progress(_args.Workload).TotalSeconds,
            RevertOnDeletion = true,
            Service = new FlaggerServiceArgs
            {
                Name = CanaryName.Service(_app.Name),
                Port = port.ServicePort ?? port.Port,
                PortName = port.Name,
                TargetPort = port.Port,
            },
            Analysis = CanaryAnalysis.Of(_args.Workload, _args.Spec, _namespace),
        };
    }

    private FlaggerReferenceArgs Reference(string version, string kind) => new() { ApiVersion = version, Kind = kind, Name = _app.Name };

    private FlaggerMetricTemplate CreateTemplate(CanaryMetric metric) => new(
        $"{_name}-{metric.Name}",
        new()
        {
            Metadata = Metadata(metric.Template),
            Spec = new FlaggerMetricTemplateSpecArgs
            {
                Provider = new FlaggerMetricProviderArgs { Type = "prometheus", Address = PrometheusEndpoint.Of(_context.System)! },
                Query = metric.Query,
            },
        },
        StackContext.Inside(this, _args.Namespace, [.. _args.After]));

    private ObjectMetaArgs Metadata(string name) => _context.Metadata(_namespace, name, (Labels.Name, Labels.Value(_app.Name)));
}
