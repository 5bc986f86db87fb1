using System.Text;
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
/// A job that checks pods of an app from inside the cluster, and that the run waits for. The script repeats its requests by itself, so a
/// failed pod is a failed check, which fails the run with the last lines of its log; a pod that a drain ends is started again.
/// </summary>
/// <param name="Noun">Name of its container, and end of its logical name.</param>
/// <param name="Name">Name of the job and of its script's object.</param>
/// <param name="PodName">Label of its pods, by which policies know them.</param>
/// <param name="Script">Name of the script.</param>
/// <param name="Variables">Variables of the script.</param>
/// <param name="Timeout">Time of the check itself.</param>
internal sealed record CheckJob(
    string Noun, string Name, string PodName, string Script, IReadOnlyDictionary<string, string> Variables, TimeSpan Timeout)
{
    private const int DigestLength = 8;

    // A dash and the digest follow, and in the names of the pods a dash and five more characters.
    private const int NameLimit = PhysicalName.KubernetesLimit - DigestLength - 7;

    // For the pull of the image and the start of the pod, beside the time of the check.
    private static readonly TimeSpan Start = TimeSpan.FromMinutes(3);

    private static readonly ResourcesSpec Resources = new()
    {
        RequestCpu = Quantity.Parse("10m"),
        RequestMemory = Quantity.Parse("16Mi"),
        LimitCpu = Quantity.Parse("200m"),
        LimitMemory = Quantity.Parse("64Mi"),
    };

    /// <summary>
    /// Labels of the pods on whose node its pod runs, with that node's address in <c>NODE_ADDRESS</c>; null (default) for any node.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Beside { get; init; }

    /// <summary>
    /// Name of a check's objects: a digest of what the pods are made from and of the check is part of it. Changed pods or a changed check
    /// are checked again; pods to which the service returns have passed already.
    /// </summary>
    /// <param name="system">The system.</param>
    /// <param name="workload">The pods.</param>
    /// <param name="subject">First part of the name.</param>
    /// <param name="noun">Second part of the name.</param>
    /// <param name="script">Name of the script.</param>
    /// <param name="variables">Variables of the script.</param>
    public static string NameOf(
        SystemSpec system, Workload workload, string subject, string noun, string script, IReadOnlyDictionary<string, string> variables)
    {
        var text = new StringBuilder(AppDigest.OfPods(system, workload)).Append('\n').Append(SmokeTestVersions.Image).Append('\n');
        foreach (var name in variables.Keys)
        {
            text.Append(name).Append('=').Append(variables[name]).Append('\n');
        }

        text.Append(EmbeddedFile.Read($"apps/{script}"));
        return $"{PhysicalName.Of(NameLimit, subject, noun)}-{Digest.Of(text.ToString())[..DigestLength]}";
    }

    /// <summary>Creates the job and the object with its script.</summary>
    /// <param name="resource">Logical name of what is checked.</param>
    /// <param name="namespace">The namespace.</param>
    /// <param name="context">The stack's context.</param>
    /// <param name="options">Options of the objects: parent, namespace and what must exist before.</param>
    public Resource Create(string resource, string @namespace, StackContext context, Func<Resource[], CustomResourceOptions> options)
    {
        var label = (Labels.Name, PodName);
        var script = new CoreV1.ConfigMap(
            $"{resource}-{Noun}-script",
            new ConfigMapArgs
            {
                Metadata = context.Metadata(@namespace, Name, label),
                Immutable = true,
                Data =
                {
                    [Script] = EmbeddedFile.Read($"apps/{Script}"),
                    [ScriptJob.PasswdKey] = ScriptJob.Passwd,
                },
            },
            options([]));
        var deadline = Timeout + Start;
        var spec = AwaitedJob.Spec(new() { Labels = context.LabelsWith(label) }, retries: 0, deadline, Pod());
        spec.PodFailurePolicy = new PodFailurePolicyArgs
        {
            Rules =
            {
                new PodFailurePolicyRuleArgs
                {
                    Action = "Ignore",
                    OnPodConditions = { new PodFailurePolicyOnPodConditionsPatternArgs { Type = "DisruptionTarget", Status = "True" } },
                },
            },
        };
        var awaited = options([script]);
        awaited.CustomTimeouts = AwaitedJob.Wait(deadline);
        return new BatchV1.Job(
            $"{resource}-{Noun}",
            new JobArgs
            {
                Metadata = AwaitedJob.Metadata(context.Metadata(@namespace, Name, label)),
                Spec = spec,
            },
            awaited);
    }

    private PodSpecArgs Pod()
    {
        var container = ScriptJob.Container(Noun, SmokeTestVersions.Image, "/bin/sh", Script, Variables, Resources);
        var pod = ScriptJob.Pod([], container, [], Name, Quantity.Parse("16Mi"));
        if (Beside is { } labels)
        {
            container.Env.Add(new EnvVarArgs
            {
                Name = "NODE_ADDRESS",
                ValueFrom = new EnvVarSourceArgs { FieldRef = new ObjectFieldSelectorArgs { FieldPath = "status.hostIP" } },
            });
            var term = new PodAffinityTermArgs
            {
                TopologyKey = Labels.Hostname,
                LabelSelector = new LabelSelectorArgs { MatchLabels = labels.ToDictionary(StringComparer.Ordinal) },
            };
            pod.Affinity = new AffinityArgs
            {
                PodAffinity = new PodAffinityArgs { RequiredDuringSchedulingIgnoredDuringExecution = { term } },
            };
        }

        return pod;
    }
}
