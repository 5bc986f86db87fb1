namespace Infra.Model;

/// <summary>A workload: on the cluster, in Docker Compose, or in both while it moves.</summary>
[RequiredWhen(nameof(Chart), nameof(Kind), WorkloadKind.HelmChart)]
public sealed record AppSpec : INamed
{
    /// <summary>The app's name; name of its workload, service and labels.</summary>
    [ObjectName(50)]
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    [FreeText]
    public string Description { get; init; } = "";

    /// <summary>Where it runs. Defaults to <see cref="Placement.K3s"/>. Moving it is a change of this one word, plus its data.</summary>
    public Placement RunsOn { get; init; } = Placement.K3s;

    /// <summary>How it runs in Docker Compose; required unless <see cref="RunsOn"/> is k3s.</summary>
    public ComposeServiceSpec? Compose { get; init; }

    /// <summary>Its copy that runs beside the Docker one while <see cref="RunsOn"/> is both; null (default) for an ordinary one.</summary>
    public ShadowSpec? Shadow { get; init; }

    /// <summary>Namespace. Defaults to the environment's.</summary>
    [RefersTo("namespace", "namespaces")]
    public string? Namespace { get; init; }

    /// <summary>Kind of workload. Defaults to <see cref="WorkloadKind.Deployment"/>.</summary>
    public WorkloadKind Kind { get; init; }

    /// <summary>The image, with a pinned tag; required on the cluster, except for <see cref="WorkloadKind.HelmChart"/>.</summary>
    [PinnedImage]
    public string? Image { get; init; }

    /// <summary>When the image is pulled. Defaults to <see cref="PullPolicy.IfNotPresent"/>.</summary>
    public PullPolicy PullPolicy { get; init; }

    /// <summary>Number of pods. Defaults to 1.</summary>
    [Range(0, 10_000)]
    public int Replicas { get; init; } = 1;

    /// <summary>The chart that brings it (<see cref="WorkloadKind.HelmChart"/>).</summary>
    public ChartSpec? Chart { get; init; }

    /// <summary>Command instead of the image's.</summary>
    [FreeText]
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Arguments instead of the image's.</summary>
    [FreeText]
    public IReadOnlyList<string> Args { get; init; } = [];

    /// <summary>Ports it listens on.</summary>
    public IReadOnlyList<PortSpec> Ports { get; init; } = [];

    /// <summary>Environment variables.</summary>
    public IReadOnlyList<VariableSpec> Env { get; init; } = [];

    /// <summary>Volumes and where they are mounted.</summary>
    public IReadOnlyList<MountSpec> Mounts { get; init; } = [];

    /// <summary>What a pod asks for and may use.</summary>
    public ResourcesSpec Resources { get; init; } = new();

    /// <summary>Answers when it has started; null (default) for none.</summary>
    public ProbeSpec? StartupProbe { get; init; }

    /// <summary>Answers while it can take requests; null (default) for none.</summary>
    public ProbeSpec? ReadinessProbe { get; init; }

    /// <summary>Answers while it is alive; null (default) for none.</summary>
    public ProbeSpec? LivenessProbe { get; init; }

    /// <summary>Scales on load; null (default) for a fixed number.</summary>
    public AutoscalingSpec? Autoscaling { get; init; }

    /// <summary>Pods that must stay during a drain; null (default) for one less than <see cref="Replicas"/>, 0 for a singleton.</summary>
    [Range(0)]
    public int? MinAvailable { get; init; }

    /// <summary>Two versions side by side. Defaults to no.</summary>
    public BlueGreenSpec BlueGreen { get; init; } = new();

    /// <summary>The databases it uses.</summary>
    public IReadOnlyList<DatabaseUseSpec> Databases { get; init; } = [];

    /// <summary>Other apps it calls.</summary>
    [RefersTo("app", "apps")]
    public IReadOnlyList<string> Calls { get; init; } = [];

    /// <summary>What it reaches outside the cluster. Defaults to nothing.</summary>
    public IReadOnlyList<EgressSpec> Egress { get; init; } = [];

    /// <summary>Jobs that must have succeeded before it starts.</summary>
    public IReadOnlyList<InitJobSpec> InitJobs { get; init; } = [];

    /// <summary>Labels of the nodes it may run on.</summary>
    [Labels]
    public IReadOnlyDictionary<string, string> NodeLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>Discourse's own settings; null (default) for every other app.</summary>
    public DiscourseSpec? Discourse { get; init; }

    /// <summary>Whether it has pods in the cluster.</summary>
    public bool OnCluster() => RunsOn is Placement.K3s or Placement.Both;

    /// <summary>The variables of the app and of its jobs.</summary>
    public IEnumerable<VariableSpec> AllVariables()
    {
        foreach (var variable in Env)
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
