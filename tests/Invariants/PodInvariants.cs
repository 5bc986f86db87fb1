using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Invariants;

/// <summary>Invariants of the pods that this program describes itself, and of what keeps them available.</summary>
internal static class PodInvariants
{
    private const string Deployment = "kubernetes:apps/v1:Deployment";
    private const string Set = "kubernetes:apps/v1:StatefulSet";
    private const string CronJob = "kubernetes:batch/v1:CronJob";
    private const string Job = "kubernetes:batch/v1:Job";
    private const string Budget = "kubernetes:policy/v1:PodDisruptionBudget";
    private const string Scaler = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler";
    private const string OwnBind = "NET_BIND_SERVICE";
    private static readonly string[] Amounts = ["cpu", "memory"];

    public static Invariant ContainersHaveRequestsAndLimits => OfContainers(
        (_, container) => Array.TrueForAll(Amounts, amount =>
            container.At("resources", "requests", amount) is not null && container.At("resources", "limits", amount) is not null),
        "it has no request or limit of CPU or memory",
        null,
        "resources");

    public static Invariant ContainersShowTheirLastLines => OfContainers(
        (_, container) => container.TextOf("terminationMessagePolicy") == "FallbackToLogsOnError",
        "a failure would show no log",
        PlanValue.OfText("File"),
        "terminationMessagePolicy",
        stack => OfApps(stack));

    public static Invariant ContainersKeepToTheLevelOfTheirNamespace => OfContainers(
        (level, container) => level switch
        {
            "restricted" => IsRestricted(container),
            "baseline" => container.At("securityContext", "privileged") is not { IsTrue: true },
            _ => true,
        },
        "its rights exceed the Pod Security level of its namespace",
        PlanValue.OfTruth(true),
        "securityContext.privileged",
        stack => OfApps(stack).Where(resource => LevelOf(stack, resource) == "baseline"));

    /// <summary>Without a described reason, an app's container conforms to the level restricted.</summary>
    public static Invariant ContainersOfAppsAreRestrictedUnlessAReasonIsGiven => new()
    {
        Subjects = stack => OfApps(stack).Where(resource => !HasReason(stack, resource)),
        Problem = (_, resource) => Containers(resource).All(IsRestricted) ? null : "it exceeds the level restricted, and nothing says why",
        Broken = Invariant.Changed(resource => resource.WithInput(
            PlanValue.OfTruth(true), [.. PodPath(resource), "containers", "0", "securityContext", "allowPrivilegeEscalation"])),
    };

    public static Invariant PodsOfAppsHaveNoToken => new()
    {
        Subjects = OfApps,
        Problem = (_, resource) =>
            Pod(resource)["automountServiceAccountToken"] is { IsTrue: false } ? null : "its pods could ask the API of the cluster",
        Broken = Invariant.Changed(resource => resource.WithInput(
            PlanValue.OfTruth(true), [.. PodPath(resource), "automountServiceAccountToken"])),
    };

    /// <summary>A budget that every pod counts for lets no drain end.</summary>
    public static Invariant BudgetsLetADrainEnd => new()
    {
        Subjects = stack => stack.OfType(Budget),
        Problem = (stack, budget) =>
            budget.Inputs.At("spec", "minAvailable") is { Kind: PlanValueKind.Number } least
                && least.Number < Math.Max(1, Fewest(stack, budget))
            ? null : "no pod may be evicted",
        Broken = Invariant.Changed(budget => budget.WithInput(PlanValue.OfNumber(1000), "spec", "minAvailable")),
    };

    public static Invariant BudgetsOfAppsLetUnreadyPodsGo => new()
    {
        Subjects = stack => stack.OfType(Budget).Where(IsOfAnApp),
        Problem = (_, budget) =>
            budget.Inputs.At("spec", "unhealthyPodEvictionPolicy")?.Text == "AlwaysAllow" ? null : "a pod that is not ready would block it",
        Broken = Invariant.Changed(budget => budget.WithInput("IfHealthyBudget", "spec", "unhealthyPodEvictionPolicy")),
    };

    public static Invariant SeveralPodsOfAnAppAreSpreadOverTheNodes => new()
    {
        Subjects = stack => OfApps(stack).Where(resource => resource.Inputs.At("spec", "replicas") is { Number: > 1 }),
        Problem = (_, resource) => Pod(resource)["topologySpreadConstraints"]?.Items.Any(
            spread => spread.TextOf("topologyKey") == "kubernetes.io/hostname") == true ? null : "all its pods may be on one node",
        Broken = Invariant.Changed(resource => resource.WithInput((PlanValue?)null, [.. PodPath(resource), "topologySpreadConstraints"])),
    };

    public static Invariant ScaledWorkloadsLeaveTheirNumberToTheAutoscaler => new()
    {
        Subjects = stack => stack.OfType(Scaler),
        Problem = (stack, scaler) => Target(stack, scaler)?.IgnoreChanges.Contains("spec.replicas") == true
            ? null : "its workload is missing, or resets the number of pods",
        Broken = Invariant.Changed(scaler => scaler.WithInput("nothing", "spec", "scaleTargetRef", "name")),
    };

    public static Invariant PodsStopAfterTheyAreOutOfTheirServices => new()
    {
        Subjects = stack => OfApps(stack).Where(resource =>
            Containers(resource).Any(container => container.At("lifecycle", "preStop", "sleep") is not null)),
        Problem = (_, resource) => Containers(resource).All(container =>
            container.At("lifecycle", "preStop", "sleep", "seconds") is not { } delay
                || delay.Number < Pod(resource)["terminationGracePeriodSeconds"]!.Number)
            ? null : "it is killed before the signal to stop",
        Broken = Invariant.Changed(resource => resource.WithInput(
            PlanValue.OfNumber(1), [.. PodPath(resource), "terminationGracePeriodSeconds"])),
    };

    /// <summary>Pod of a resource that has pods.</summary>
    private static PlanValue Pod(PlanResource resource) => resource.Inputs.At(PodPath(resource))!;

    private static string[] PodPath(PlanResource resource) => resource.Type == CronJob
        ? ["spec", "jobTemplate", "spec", "template", "spec"]
        : ["spec", "template", "spec"];

    private static IEnumerable<PlanResource> WithPods(PlannedStack stack) =>
        stack.Plan.Resources.Where(resource => resource.Type is Deployment or Set or CronJob or Job);

    private static IEnumerable<PlanResource> OfApps(PlannedStack stack) => WithPods(stack).Where(IsOfAnApp);

    private static bool IsOfAnApp(PlanResource resource) => resource.Urn.Contains("infra:apps:App$", StringComparison.Ordinal);

    private static IEnumerable<PlanValue> Containers(PlanResource resource) =>
        Pod(resource)["containers"]!.Items.Concat(Pod(resource)["initContainers"]?.Items ?? []);

    private static Invariant OfContainers(
        Func<string?, PlanValue, bool> holds,
        string problem,
        PlanValue? broken,
        string path,
        Func<PlannedStack, IEnumerable<PlanResource>>? subjects = null) => new()
        {
            Subjects = subjects ?? WithPods,
            Problem = (stack, resource) =>
                Containers(resource).FirstOrDefault(container => !holds(LevelOf(stack, resource), container)) is { } found
                    ? $"the container {found.TextOf("name")}: {problem}" : null,
            Broken = Invariant.Changed(
                resource => resource.WithInput(broken, [.. PodPath(resource), "containers", "0", .. path.Split('.')])),
        };

    private static string? LevelOf(PlannedStack stack, PlanResource resource) =>
        stack.OfType("kubernetes:core/v1:Namespace")
            .FirstOrDefault(space => space.Inputs.At("metadata", "name")?.Text == resource.Inputs.At("metadata", "namespace")?.Text)
            ?.Inputs.At("metadata", "labels", "pod-security.kubernetes.io/enforce")?.Text;

    private static bool IsRestricted(PlanValue container)
    {
        var rights = container["securityContext"];
        return rights is not null
            && rights["privileged"] is not { IsTrue: true }
            && rights["allowPrivilegeEscalation"] is { IsTrue: false }
            && rights["runAsNonRoot"] is { IsTrue: true }
            && rights.At("seccompProfile", "type")?.Text == "RuntimeDefault"
            && rights.At("capabilities", "drop")?.Items.Any(capability => capability.Text == "ALL") == true
            && rights.At("capabilities", "add")?.Items.All(capability => capability.Text == OwnBind) != false;
    }

    private static bool HasReason(PlannedStack stack, PlanResource resource) =>
        stack.Spec.Apps.Any(app => app.Security.Reason.Length > 0 && resource.Name.StartsWith($"app-{app.Name}", StringComparison.Ordinal));

    private static double Fewest(PlannedStack stack, PlanResource budget)
    {
        var selector = budget.Inputs.At("spec", "selector", "matchLabels")!;
        var workload = WithPods(stack).FirstOrDefault(resource => resource.Type is Deployment or Set
            && resource.Inputs.At("metadata", "namespace")?.Text == budget.Inputs.At("metadata", "namespace")?.Text
            && resource.Inputs.At("spec", "selector", "matchLabels") is { } labels && labels.IsSameAs(selector));
        return workload?.Inputs.At("spec", "replicas")?.Number
            ?? stack.OfType(Scaler).FirstOrDefault(scaler => ReferenceEquals(Target(stack, scaler), workload))
                ?.Inputs.At("spec", "minReplicas")?.Number
            ?? Described(stack, selector)
            ?? 1;
    }

    /// <summary>Number of pods of an app whose objects leave it to a controller, such as that of a canary.</summary>
    private static double? Described(PlannedStack stack, PlanValue selector) =>
        stack.Spec.Apps.FirstOrDefault(app =>
            Plans.Texts(selector).Any(label => label.Text == app.Name || label.Text == $"{app.Name}-primary")) is { } app
            ? app.Autoscaling?.Min ?? app.Replicas : null;

    private static PlanResource? Target(PlannedStack stack, PlanResource scaler) =>
        WithPods(stack).FirstOrDefault(resource => resource.Type is Deployment or Set
            && resource.Inputs.At("metadata", "namespace")?.Text == scaler.Inputs.At("metadata", "namespace")?.Text
            && resource.Inputs.At("metadata", "name")?.Text == scaler.Inputs.At("spec", "scaleTargetRef", "name")?.Text);
}
