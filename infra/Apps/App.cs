using Infra.Cluster;
using Infra.Crds;
using Infra.Model;
using Infra.Naming;
using Infra.Pods;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using BatchV1 = Pulumi.Kubernetes.Batch.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Apps;

/// <summary>
/// An app on the cluster: its service account without rights, its configuration, its jobs, its workload with budget and autoscaler, and its
/// services. A changed variable, file or secret replaces the pods.
/// </summary>
public sealed class App : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:apps:App";

    private readonly string _name;
    private readonly AppArgs _args;
    private readonly StackContext _context;
    private readonly string _namespace;
    private readonly Configuration _configuration;

    /// <summary>The resources that a pod or job with an image of the app depends on, by the image.</summary>
    private readonly Dictionary<string, List<Resource>> _images;

    /// <summary>Creates the app.</summary>
    public App(string name, AppArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_name, _args, _context) = (name, args, context);
        _namespace = context.System.NamespaceOf(args.App);
        _configuration = new(name, args.App, _namespace, args.Namespace, context, this);
        _images = CheckImages();
        if (args.App.Kind == WorkloadKind.CronJob)
        {
            CreateSchedule(Workload.Of(args.App));
        }
        else if (args.App.BlueGreen.Mode == BlueGreenMode.Full)
        {
            CreateSlots();
        }
        else
        {
            CreatePods(Workload.Of(args.App));
        }

        RegisterOutputs();
    }

    /// <summary>
    /// The imports of the app's images, and on each node of an imported one the check that it is the described one, for each version that
    /// has pods.
    /// </summary>
    private Dictionary<string, List<Resource>> CheckImages()
    {
        var needed = new Dictionary<string, List<Resource>>(StringComparer.Ordinal);
        foreach (var workload in WorkloadsOf(_args.App))
        {
            if (!_args.Images.TryGetValue(workload.Image, out var imported))
            {
                continue;
            }

            if (!needed.TryGetValue(workload.Image, out var resources))
            {
                needed.Add(workload.Image, resources = [.. imported]);
            }

            var image = _context.System.Images.First(one => one.Name == workload.Image);
            var name = workload.Slot is { } slot ? $"{_name}-{SlotName.Of(slot)}" : _name;
            var pods = AppDigest.OfPods(_context.System, workload);
            foreach (var node in _args.Nodes)
            {
                if (image.IsFor(node.Host.Node) && workload.Most > 0)
                {
                    resources.Add(ImageCheck.Create($"{name}-image-on-{node.Host.Node.Name}", image, node, pods, imported, this));
                }
            }
        }

        return needed;
    }

    private static IReadOnlyList<Workload> WorkloadsOf(AppSpec app)
    {
        if (app.Kind == WorkloadKind.CronJob || app.BlueGreen.Mode != BlueGreenMode.Full)
        {
            return [Workload.Of(app)];
        }

        var (live, idle) = Workload.SlotsOf(app);
        return [live, idle];
    }

    /// <summary>
    /// Creates the pods, and then the service that selects them: while slots are removed, it keeps to the live one until these are ready.
    /// </summary>
    private void CreatePods(Workload workload)
    {
        var jobs = RunJobs(workload.Image, JobTime.BeforeStart, []);
        var snapshots = VersionSnapshots.Take(_name, workload, _namespace, _context, () => Inside([.. Before(workload.Image, jobs)]));
        var pods = new WorkloadObjects(_name, workload, Metadata, this, _args.Namespace, _context);
        var before = Before(workload.Image, [.. jobs, .. snapshots]);
        Resource created = workload.App.Kind == WorkloadKind.StatefulSet
            ? pods.CreateSet(
                _args.Services.AddHeadless(_namespace, PhysicalName.Kubernetes(workload.Name, "pods"), workload.Selector),
                _configuration.Annotations,
                before)
            : pods.CreateDeployment(_configuration.Annotations, before);
        pods.CreateBudget();
        List<Resource> running = [.. pods.CreateAutoscaler(created)];
        if (_args.Canary is { } canary)
        {
            running.Add(Release(workload, canary, running));
            CheckOutbound(workload, running);
        }
        else if (workload.App.Ports.Count > 0)
        {
            var service = _args.Services.Add(
                workload.App, _namespace, PublishedHosts.ServiceOf(workload.App), workload.Served, running);
            running.AddRange(Test(workload, [created, service]));
            CheckOutbound(workload, [created, service]);
        }

        if (Workload.IsSettled(workload.App))
        {
            _ = RunJobs(workload.Image, JobTime.Settled, running);
        }
    }

    /// <summary>
    /// Creates both versions: the live one at its full size, its test, the service that selects it, and then the other one. A run that
    /// changes the live slot therefore leaves the service and the former version as they are until the new one has passed its test.
    /// </summary>
    private void CreateSlots()
    {
        var (live, idle) = Workload.SlotsOf(_args.App);
        var tested = CreateSlot(live, RunJobs(live.Image, JobTime.BeforeStart, []));
        var service = _args.Services.Add(live.App, _namespace, PublishedHosts.ServiceOf(live.App), live.Selector, tested);
        CheckOutbound(live, [.. tested, service]);
        IReadOnlyList<Resource> jobs = idle.Most == 0 || Workload.IsSettled(live.App)
            ? [service]
            : RunJobs(idle.Image, JobTime.BeforeStart, [service]);
        var both = CreateSlot(idle, jobs);
        if (Workload.IsSettled(live.App))
        {
            _ = RunJobs(live.Image, JobTime.Settled, both);
        }
    }

    private IReadOnlyList<Resource> CreateSlot(Workload slot, IReadOnlyList<Resource> jobs)
    {
        var pods = new WorkloadObjects(_name, slot, Metadata, this, _args.Namespace, _context);
        var created = pods.CreateDeployment(_configuration.Annotations, Before(slot.Image, jobs));
        var service = _args.Services.Add(slot.App, _namespace, slot.Name, slot.Selector);
        pods.CreateBudget(created);
        Resource[] running = pods.CreateAutoscaler(created);
        return [.. running, .. Test(slot, [.. running, service])];
    }

    /// <summary>Tests a version that has pods.</summary>
    private Resource[] Test(Workload workload, IReadOnlyList<Resource> running) => SmokeTest.Tests(workload)
        ?
        [
            SmokeTest.Job(_context.System, workload).Create(
                workload.Slot is { } slot ? $"{_name}-{SlotName.Of(slot)}" : _name,
                _namespace,
                _context,
                more => Inside([.. running, .. _args.Images.GetValueOrDefault(SmokeTestVersions.Image) ?? [], .. more])),
        ]
        : [];

    /// <summary>Checks a shadow copy from its node once its service leads to it. Nothing waits for the result but the run.</summary>
    private void CheckOutbound(Workload workload, IReadOnlyList<Resource> running)
    {
        if (OutboundCheck.Checks(workload.App) && workload.Most > 0)
        {
            _ = OutboundCheck.Job(_context.System, workload).Create(
                _name,
                _namespace,
                _context,
                more => Inside([.. running, .. _args.Images.GetValueOrDefault(SmokeTestVersions.Image) ?? [], .. more]));
        }
    }

    private CustomResourceOptions Inside(params Resource[] after) => StackContext.Inside(this, _args.Namespace, after);

    /// <summary>
    /// Lets Flagger release the app. The app's own service leads to the live version, which has pods from the moment at which the canary is
    /// initialized until after it is deleted; without the canary it leads to both versions again, whichever has pods.
    /// </summary>
    private FlaggerCanary Release(Workload workload, CanarySpec spec, IReadOnlyList<Resource> after)
    {
        var app = workload.App;
        var canary = new Canary(
            $"{_name}-canary",
            new() { Workload = workload, Spec = spec, Namespace = _args.Namespace, After = [.. after, .. _args.Flagger] },
            _context,
            new() { Parent = this });
        var live = new Dictionary<string, string>(workload.Selector, StringComparer.Ordinal)
        {
            [Labels.Track] = CanaryName.PrimaryTrack(app.Name),
        };
        _ = _args.Services.Add(app, _namespace, app.Name, live, canary.Release);
        _args.Services.AddShared(_namespace, CanaryName.Service(app.Name), canary.Release);
        return canary.Release;
    }

    private void CreateSchedule(Workload workload)
    {
        var app = workload.App;
        _ = new BatchV1.CronJob(
            $"{_name}-schedule",
            ScriptJob.Args(
                Metadata(app.Name),
                app.Schedule!,
                app.Timeout ?? DefaultTimeout,
                _context.LabelsWith((Labels.Name, Labels.Value(app.Name))),
                AppPod.Of(_context.System, workload)),
            StackContext.Inside(this, _args.Namespace, [.. Before(workload.Image, [])]));
    }

    private static Duration DefaultTimeout { get; } = Duration.Parse("10m");

    /// <summary>The jobs with the image of a version, one after another.</summary>
    private List<Resource> RunJobs(string image, JobTime time, IReadOnlyList<Resource> after)
    {
        var done = new List<Resource>(after);
        foreach (var job in _args.App.InitJobs)
        {
            if (job.Image is null && job.When == time)
            {
                done.Add(Run(job, image, Before(image, done)));
            }
        }

        return done;
    }

    private BatchV1.Job Run(InitJobSpec job, string image, List<Resource> after)
    {
        var name = $"{PhysicalName.Of(JobNameLimit, job.Name)}-{AppDigest.OfJob(_context.System, _args.App, job, image)}";
        var options = StackContext.Inside(this, _args.Namespace, [.. after]);
        options.CustomTimeouts = AwaitedJob.Wait(job.Timeout.Value);
        return new(
            $"{_name}-{job.Name}-{AppDigest.OfImage(image)}",
            new JobArgs
            {
                Metadata = AwaitedJob.Metadata(_context.Metadata(_namespace, name, (Labels.Name, Labels.Value(job.Name)))),
                Spec = AwaitedJob.Spec(
                    new() { Labels = _context.LabelsWith((Labels.Name, Labels.Value(job.Name))) },
                    job.Retries,
                    job.Timeout.Value,
                    AppPod.OfJob(_context.System, _args.App, job, image)),
            },
            options);
    }

    // A dash and eight characters follow, and in the names of the pods a dash and five.
    private const int JobNameLimit = PhysicalName.KubernetesLimit - 15;

    private List<Resource> Before(string image, IReadOnlyList<Resource> more) =>
        [.. _configuration.Objects, .. _args.After, .. _images.GetValueOrDefault(image) ?? [], .. more];

    private ObjectMetaArgs Metadata(string name) => _context.Metadata(_namespace, name, (Labels.Name, Labels.Value(_args.App.Name)));
}
