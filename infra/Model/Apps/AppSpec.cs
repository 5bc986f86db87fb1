namespace Infra.Model;

/// <summary>A workload that runs on the cluster, in Docker Compose, or in both during its migration.</summary>
[RequiredWhen(nameof(Chart), nameof(Kind), nameof(WorkloadKind.HelmChart))]
[RequiredWhen(nameof(Schedule), nameof(Kind), nameof(WorkloadKind.CronJob))]
[OnlyWhen(nameof(Schedule), nameof(Kind), nameof(WorkloadKind.CronJob))]
[OnlyWhen(nameof(Timeout), nameof(Kind), nameof(WorkloadKind.CronJob))]
[OnlyWhen(nameof(Strategy), nameof(Kind), nameof(WorkloadKind.Deployment))]
public sealed record AppSpec : INamed
{
    /// <summary>Name of the app, its workload and its service, and value of its labels.</summary>
    [ObjectName(50)]
    public required string Name { get; init; }

    /// <summary>Purpose of the app, as one sentence.</summary>
    [ForPeople]
    [FreeText]
    public string Description { get; init; } = "";

    /// <summary>
    /// Platform that the app runs on. Defaults to <see cref="Placement.K3s"/>. Changing it moves the app; its data is moved separately.
    /// </summary>
    public Placement RunsOn { get; init; } = Placement.K3s;

    /// <summary>The app as a Docker Compose service; required unless <see cref="RunsOn"/> is k3s.</summary>
    public ComposeServiceSpec? Compose { get; init; }

    /// <summary>
    /// Copy of the app in the cluster beside the Docker one while <see cref="RunsOn"/> is both; null (default) for an ordinary workload.
    /// </summary>
    public ShadowSpec? Shadow { get; init; }

    /// <summary>Namespace. Defaults to the environment's namespace.</summary>
    [RefersTo("namespace", "namespaces")]
    public string? Namespace { get; init; }

    /// <summary>Kind of workload. Defaults to <see cref="WorkloadKind.Deployment"/>.</summary>
    public WorkloadKind Kind { get; init; }

    /// <summary>Image with a pinned tag; required on the cluster, except for <see cref="WorkloadKind.HelmChart"/>.</summary>
    [PinnedImage]
    public string? Image { get; init; }

    /// <summary>Policy for pulling the image. Defaults to <see cref="PullPolicy.IfNotPresent"/>.</summary>
    public PullPolicy PullPolicy { get; init; }

    /// <summary>Times at which a <see cref="WorkloadKind.CronJob"/> starts, in UTC; a run that is still going is left alone.</summary>
    public CronSchedule? Schedule { get; init; }

    /// <summary>Time limit of a run of a <see cref="WorkloadKind.CronJob"/>; null (default) for 10 minutes.</summary>
    [Positive]
    public Duration? Timeout { get; init; }

    /// <summary>
    /// Way in which new pods of a <see cref="WorkloadKind.Deployment"/> replace old ones; null (default) for
    /// <see cref="RolloutStrategy.Rolling"/>.
    /// </summary>
    public RolloutStrategy? Strategy { get; init; }

    /// <summary>Order in which pods get room on the nodes. Defaults to <see cref="AppPriority.Normal"/>.</summary>
    public AppPriority Priority { get; init; }

    /// <summary>Number of pods; with <see cref="Autoscaling"/> nothing reads it. Defaults to 1.</summary>
    [Range(0, 10_000)]
    public int Replicas { get; init; } = 1;

    /// <summary>Helm chart that installs the app (<see cref="WorkloadKind.HelmChart"/>).</summary>
    public ChartSpec? Chart { get; init; }

    /// <summary>Command that replaces the image's entry point.</summary>
    [FreeText]
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Arguments that replace the image's own.</summary>
    [FreeText]
    public IReadOnlyList<string> Args { get; init; } = [];

    /// <summary>Ports that the app listens on.</summary>
    public IReadOnlyList<PortSpec> Ports { get; init; } = [];

    /// <summary>Environment variables.</summary>
    public IReadOnlyList<VariableSpec> Env { get; init; } = [];

    /// <summary>Volumes and the paths at which they are mounted.</summary>
    public IReadOnlyList<MountSpec> Mounts { get; init; } = [];

    /// <summary>Folders that the app writes to and that end with the pod; with a read-only root, <c>/tmp</c> is always one.</summary>
    public IReadOnlyList<ScratchSpec> Scratch { get; init; } = [];

    /// <summary>Configuration files of the app. A changed file replaces the pods.</summary>
    public IReadOnlyList<AppFileSpec> Files { get; init; } = [];

    /// <summary>Rights of the app's processes. Defaults to those of the Pod Security level <c>restricted</c>.</summary>
    public AppSecuritySpec Security { get; init; } = new();

    /// <summary>
    /// Time between the removal of a pod from its services and the signal to stop, in whole seconds, in which Traefik and the nodes learn
    /// of the removal; null (default) for 5 seconds where the app listens on a port, and none elsewhere.
    /// </summary>
    [DurationRange("0s", "10m")]
    public Duration? StopDelay { get; init; }

    /// <summary>Command run in the container before the signal to stop, in place of <see cref="StopDelay"/>. Defaults to none.</summary>
    [FreeText]
    public IReadOnlyList<string> StopCommand { get; init; } = [];

    /// <summary>
    /// Time in which a pod must have stopped, <see cref="StopDelay"/> included, before it is killed. Defaults to 30 seconds.
    /// </summary>
    [DurationRange("1s", "24h")]
    public Duration GracePeriod { get; init; } = Duration.Parse("30s");

    /// <summary>Requests and limits of each pod.</summary>
    public ResourcesSpec Resources { get; init; } = new();

    /// <summary>Startup probe: passes once the app has started; null (default) for none.</summary>
    public ProbeSpec? StartupProbe { get; init; }

    /// <summary>Readiness probe: passes while the app can take requests; null (default) for none.</summary>
    public ProbeSpec? ReadinessProbe { get; init; }

    /// <summary>Liveness probe: passes while the app works; the container is restarted when it fails; null (default) for none.</summary>
    public ProbeSpec? LivenessProbe { get; init; }

    /// <summary>Horizontal autoscaling on load; null (default) for a fixed number of pods.</summary>
    public AutoscalingSpec? Autoscaling { get; init; }

    /// <summary>
    /// Number of pods that stay available during a node drain; null (default) for one less than <see cref="Replicas"/>, 0 for a single pod.
    /// </summary>
    [Range(0)]
    public int? MinAvailable { get; init; }

    /// <summary>Blue-green deployment: two versions side by side. Defaults to none.</summary>
    public BlueGreenSpec BlueGreen { get; init; } = new();

    /// <summary>Databases that the app uses.</summary>
    public IReadOnlyList<DatabaseUseSpec> Databases { get; init; } = [];

    /// <summary>Names of other apps that the app calls.</summary>
    [RefersTo("app", "apps")]
    public IReadOnlyList<string> Calls { get; init; } = [];

    /// <summary>Connections that the app opens to addresses outside the cluster. Defaults to none.</summary>
    public IReadOnlyList<EgressSpec> Egress { get; init; } = [];

    /// <summary>Jobs that must succeed before the app starts.</summary>
    public IReadOnlyList<InitJobSpec> InitJobs { get; init; } = [];

    /// <summary>Labels of the nodes that the app may run on.</summary>
    [Labels]
    public IReadOnlyDictionary<string, string> NodeLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>Settings of Discourse; null (default) for every other app.</summary>
    public DiscourseSpec? Discourse { get; init; }

    /// <summary>Whether the app has pods in the cluster.</summary>
    public bool OnCluster() => RunsOn is Placement.K3s or Placement.Both;

    /// <summary>Whether the app's pods are a copy for tests, beside the one in Docker that others use.</summary>
    public bool IsShadow() => RunsOn == Placement.Both && Shadow is not null;

    /// <summary>The variables of the app's own pods: its environment, and the entries of its chart's secrets.</summary>
    public IEnumerable<VariableSpec> OwnVariables()
    {
        foreach (var variable in Env)
        {
            yield return variable;
        }

        foreach (var secret in Chart?.Secrets ?? [])
        {
            foreach (var entry in secret.Entries)
            {
                yield return entry;
            }
        }
    }

    /// <summary>The variables of the app and of its jobs.</summary>
    public IEnumerable<VariableSpec> AllVariables()
    {
        foreach (var variable in OwnVariables())
        {
            yield return variable;
        }

        foreach (var job in InitJobs)
        {
            foreach (var variable in job.Env)
            {
                yield return variable;
            }
        }
    }
}
