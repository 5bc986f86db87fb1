using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Invariants;

/// <summary>Invariants of the objects in a cluster, and of the provider that sends them.</summary>
internal static class ClusterInvariants
{
    private const string Job = "kubernetes:batch/v1:Job";
    private const string Release = "kubernetes:helm.sh/v3:Release";
    private const string Provider = "pulumi:providers:kubernetes";
    private const string Policy = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
    private static readonly string[] EntriesOfSecrets = ["data", "stringData"];
    private const string DeletionPolicy = "pulumi.com/deletionPropagationPolicy";

    public static Invariant ProvidersKeepTheirClusterWhenTheKubeconfigChanges => new()
    {
        Subjects = stack => stack.OfType(Provider),
        Problem = (_, provider) => provider.Inputs["clusterIdentifier"] is null ? "a new kubeconfig would replace every object" : null,
        Broken = Invariant.Changed(provider => provider.WithInput((PlanValue?)null, "clusterIdentifier")),
    };

    public static Invariant ProvidersUpdateConfigMapsAndSecretsInPlace => new()
    {
        Subjects = stack => stack.OfType(Provider),
        Problem = (_, provider) =>
            provider.Inputs.TextOf("enableConfigMapMutable") == "true" && provider.Inputs.TextOf("enableSecretMutable") == "true"
            ? null : "a changed config map or secret would be replaced",
        Broken = Invariant.Changed(provider => provider.WithInput("false", "enableSecretMutable")),
    };

    /// <summary>The first run may be cut off between the creation of an object and the note of it in the state.</summary>
    [Pitfall("create-cut-off")]
    public static Invariant ProvidersTakeOverWhatACutOffRunMade => new()
    {
        Subjects = stack => stack.OfType(Provider),
        Problem = (_, provider) =>
            provider.Inputs.TextOf("enableServerSideApply") == "true"
                && provider.Inputs.TextOf("upsertExistingObjects") == "true"
                && provider.Inputs.TextOf("enablePatchForce") == "true"
                ? null : "the next run would fail: already exists, or owned by another field manager",
        Broken = Invariant.Changed(provider => provider.WithInput("false", "upsertExistingObjects")),
    };

    public static Invariant FailedJobsRunAgain => new()
    {
        Subjects = stack => stack.OfType(Job),
        Problem = (_, job) =>
            job.Inputs.At(
                "metadata", "annotations", "pulumi.com/replaceUnready")?.Text == "true" ? null : "after a failure it would stay failed",
        Broken = Invariant.Changed(job => job.WithInput((PlanValue?)null, "metadata", "annotations", "pulumi.com/replaceUnready")),
    };

    public static Invariant JobsAreAwaitedForLongerThanTheyMayRun => new()
    {
        Subjects = stack => stack.OfType(Job),
        Problem = (_, job) =>
            job.Inputs.At("spec", "activeDeadlineSeconds") is { Number: > 0 } deadline
                && job.Timeouts?.Create > TimeSpan.FromSeconds(deadline.Number)
            ? null : "the wait ends before the job does",
        Broken = Invariant.Changed(job => job.With(nameof(PlanResource.Timeouts), new PlanTimeouts(TimeSpan.FromSeconds(1), null, null))),
    };

    public static Invariant FailedJobsShowTheirLog => new()
    {
        Subjects = stack => stack.OfType(Job),
        Problem = (_, job) =>
            job.Inputs.At("spec", "template", "spec", "containers")!.Items.All(
                container => container.TextOf("terminationMessagePolicy") == "FallbackToLogsOnError")
            ? null : "a failure would show no log",
        Broken = Invariant.Changed(job => job.WithInput("File", "spec", "template", "spec", "containers", "0", "terminationMessagePolicy")),
    };

    /// <summary>
    /// `atomic` uninstalls a failed install and rolls back a failed upgrade, `cleanupOnFail` deletes what the upgrade created: kinds and
    /// their objects among it. Longhorn refuses both.
    /// </summary>
    [Pitfall("longhorn-failed-release")]
    [Pitfall("order-failed-release")]
    public static Invariant FailedReleasesAreLeftAsTheyAre => new()
    {
        Subjects = stack => stack.OfType(Release),
        Problem = (_, release) =>
            release.Inputs["atomic"] is { IsTrue: true } || release.Inputs["cleanupOnFail"] is { IsTrue: true }
            ? "a failed release would be uninstalled or rolled back" : null,
        Broken = Invariant.Changed(release => release.WithInput(PlanValue.OfTruth(true), "cleanupOnFail")),
    };

    public static Invariant ReleasesAreAwaitedForLongerThanTheirOwnLimit => new()
    {
        Subjects = stack => stack.OfType(Release),
        Problem = (_, release) =>
            release.Inputs["timeout"] is { Number: >= 600 } limit && TimeSpan.FromSeconds(limit.Number) is var own
                && release.Timeouts is { } times && times.Create > own && times.Update > own && times.Delete > own
            ? null : "the engine would give up before Helm",
        Broken = Invariant.Changed(release => release.WithInput(PlanValue.OfNumber(3600), "timeout")),
    };

    /// <summary>servicelb is disabled, so nothing in the cluster assigns addresses.</summary>
    [Pitfall("traefik-load-balancer")]
    public static Invariant NothingWaitsForALoadBalancer => new()
    {
        Subjects = stack => stack.KubernetesObjects,
        Problem = (_, resource) =>
            Plans.Texts(resource.Inputs)
                .Any(found => found.Text == "LoadBalancer" || found.Text.Contains("type: LoadBalancer", StringComparison.Ordinal))
            ? "a load balancer would stay without an address" : null,
        Broken = Invariant.Changed(resource => resource.WithInput("LoadBalancer", "spec", "type")),
    };

    /// <summary>
    /// The SDK makes the whole map of a secret's entries secret; the plan shows its keys and hides its values. One hidden text in its place
    /// would be no Kubernetes object.
    /// </summary>
    public static Invariant SecretsShowTheirKeys => new()
    {
        Subjects = stack => stack.OfType("kubernetes:core/v1:Secret"),
        Problem = (_, secret) =>
            Array.Find(EntriesOfSecrets, entries => secret.Inputs[entries] is { Kind: not PlanValueKind.Map }) is { } found
            ? $"{found} is no map" : null,
        Broken = Invariant.Changed(secret => secret.WithInput("[secret]", "stringData")),
    };

    /// <summary>
    /// By default the provider deletes in the foreground, and the garbage collector then deletes what belongs to the object at once, beside
    /// the operator whose finalizer is to do it in order.
    /// </summary>
    public static Invariant ObjectsWithFinalizersAreDeletedInTheBackground => new()
    {
        Subjects = stack => stack.KubernetesObjects.Where(resource => resource.Inputs["metadata"]?["finalizers"] is { Items.Count: > 0 }),
        Problem = (_, resource) => resource.Inputs["metadata"]!["annotations"]?.TextOf(DeletionPolicy) == "background"
            ? null : $"it has a finalizer and no {DeletionPolicy} background",
        Broken = Invariant.Changed(resource => resource.WithInput((PlanValue?)null, "metadata", "annotations", DeletionPolicy)),
    };

    [Pitfall("traefik-ingress-wait")]
    public static Invariant NothingWaitsForTheAddressOfAnIngress => new()
    {
        Subjects = stack => stack.KubernetesObjects,
        Problem = (_, resource) =>
            resource.Type.EndsWith(":Ingress", StringComparison.Ordinal)
                && resource.Inputs.At("metadata", "annotations", "pulumi.com/skipAwait")?.Text != "true"
            ? "`pulumi up` would wait for its address" : null,
        Broken = Invariant.Changed(
            resource =>
                resource.With(nameof(PlanResource.Type), "kubernetes:networking.k8s.io/v1:Ingress")
                    .WithInput((PlanValue?)null, "metadata", "annotations")),
    };

    public static Invariant NamespacesOfTheSystemDenyAllTrafficByDefault => new()
    {
        Subjects = stack =>
            stack.OfType("kubernetes:core/v1:Namespace").Where(space => stack.Spec.OwnNamespaces().Any(own => NameOf(space) == own.Name)),
        Problem = (stack, space) =>
            stack.OfType(Policy).Any(
                policy => SpaceOf(policy) == NameOf(space) && DeniesAll(policy.Inputs["spec"]!)) ? null : "no policy denies all traffic",
        Broken = (stack, space) => stack.OfType(Policy).Where(policy => SpaceOf(policy) == NameOf(space)).Aggregate(stack, Open),
    };

    public static Invariant NetworkPoliciesNameTheirPeers => new()
    {
        Subjects = stack => stack.OfType(Policy).Where(policy => Rules(policy).Any()),
        Problem = (_, policy) =>
            Rules(policy).All(rule => (rule["from"] ?? rule["to"]) is { Items.Count: > 0 }) ? null : "a rule allows every peer",
        Broken = Invariant.Changed(policy => policy.WithInput(PlanValue.OfList([PlanValue.EmptyMap]), "spec", "ingress")),
    };

    public static Invariant RolesOfTheSystemAreOfNamespaces => new()
    {
        Subjects = stack =>
            stack.Plan.Resources.Where(resource => resource.Type == "infra:platform:Access").SelectMany(stack.Plan.ChildrenOf),
        Problem = (_, resource) =>
            resource.Type.Contains(":Cluster", StringComparison.Ordinal) ? "it grants rights in the whole cluster" : null,
        Broken = Invariant.Changed(
            resource => resource.With(nameof(PlanResource.Type), "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole")),
    };

    public static Invariant RoleBindingsGrantNoClusterRole => new()
    {
        Subjects = stack => stack.KubernetesObjects.Where(resource => resource.Type.EndsWith(":RoleBinding", StringComparison.Ordinal)),
        Problem = (_, binding) => binding.Inputs.At("roleRef", "kind")?.Text == "Role" ? null : "it grants a role of the whole cluster",
        Broken = Invariant.Changed(binding => binding.WithInput("ClusterRole", "roleRef", "kind")),
    };

    public static Invariant ClaimsNameTheirStorageClass => new()
    {
        Subjects = stack => stack.OfType("kubernetes:core/v1:PersistentVolumeClaim"),
        Problem = (_, claim) => claim.Inputs.At("spec", "storageClassName") is { Text.Length: > 0 } ? null : "it takes the default class",
        Broken = Invariant.Changed(claim => claim.WithInput("", "spec", "storageClassName")),
    };

    [Pitfall("longhorn-default-class")]
    public static Invariant StorageClassesLeaveTheDefaultToK3s => new()
    {
        Subjects = stack => stack.OfType("kubernetes:storage.k8s.io/v1:StorageClass"),
        Problem = (_, made) =>
            Plans.Texts(made.Inputs).Any(
                found => found.Path.EndsWith("is-default-class", StringComparison.Ordinal)) ? "it would be a second default class" : null,
        Broken = Invariant.Changed(
            made => made.WithInput("true", "metadata", "annotations", "storageclass.kubernetes.io/is-default-class")),
    };

    /// <summary>The API server drops empty values of most fields again, and every later plan would add them.</summary>
    [Pitfall("empty-values")]
    public static Invariant ObjectsHaveNoValueThatTheServerDrops => new()
    {
        Subjects = stack => stack.KubernetesObjects.Where(resource => resource.Inputs["metadata"] is not null),
        Problem = (_, resource) =>
            EmptyValues.In(resource.Inputs).FirstOrDefault() is { } path ? $"{path} is empty or the default; leave it out" : null,
        Broken = Invariant.Changed(resource => resource.WithInput(PlanValue.OfList([]), "spec", "initContainers")),
    };

    private static IEnumerable<PlanValue> Rules(PlanResource policy) =>
        (policy.Inputs.At("spec", "ingress")?.Items ?? []).Concat(policy.Inputs.At("spec", "egress")?.Items ?? []);

    private static bool DeniesAll(PlanValue spec) =>
        spec["policyTypes"]!.Items.Select(type => type.Text).SequenceEqual(["Ingress", "Egress"])
            && spec["podSelector"]!.Keys.Count == 0
            && spec["ingress"] is null
            && spec["egress"] is null;

    private static string? NameOf(PlanResource resource) => resource.Inputs.At("metadata", "name")?.Text;

    private static string? SpaceOf(PlanResource resource) => resource.Inputs.At("metadata", "namespace")?.Text;

    private static PlannedStack Open(PlannedStack stack, PlanResource policy) =>
        stack with { Plan = stack.Plan.With(policy, policy.WithInput("everything", "spec", "podSelector", "matchLabels", "app")) };
}
