using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Invariants;

/// <summary>
/// Invariants of the order in which a stack is destroyed, which is that of its creation reversed: no finalizer outlives the controller that
/// removes it. Custom resources have finalizers, or their controllers create objects that have (the challenges of certificates); a pod's
/// volume has one until the CSI driver has detached it. A namespace ends when everything in it has ended, also what no plan contains.
/// </summary>
internal static class DestroyInvariants
{
    private const string Release = "kubernetes:helm.sh/v3:Release";
    private const string Namespace = "kubernetes:core/v1:Namespace";
    private const string SnapshotController = "snapshots-controller";

    /// <summary>Charts of controllers, by the API group of the objects whose finalizers they remove.</summary>
    private static readonly Dictionary<string, string> Charts = new(StringComparer.Ordinal)
    {
        ["cert-manager.io"] = "cert-manager",
        ["longhorn.io"] = "longhorn",
        ["postgresql.cnpg.io"] = "cloudnative-pg",
        ["barmancloud.cnpg.io"] = "plugin-barman-cloud",
        ["pxc.percona.com"] = "pxc-operator",
        ["velero.io"] = "velero",
    };

    /// <summary>Charts of controllers whose objects are in any namespace. Those of Velero are in its own.</summary>
    private static readonly string[] Everywhere = ["cert-manager", "longhorn", "cloudnative-pg", "plugin-barman-cloud", "pxc-operator"];

    [Pitfall("order-operator-last")]
    public static Invariant ObjectsAreDeletedBeforeTheirController => new()
    {
        Subjects = stack => stack.KubernetesObjects.Where(one => ControllerOf(stack, one) is { } controller && !IsAtHome(one, controller)),
        Problem = (stack, one) => Reaches(stack.Plan, Deleter(stack, one), ControllerOf(stack, one)!)
            ? null : $"{Deleter(stack, one).Name}, with which it is deleted, may be deleted after {ControllerOf(stack, one)!.Name}",
        Broken = Invariant.Changed(one => one.With(nameof(PlanResource.DependsOn), Array.Empty<string>())
            .With(nameof(PlanResource.DeletedWith), null)),
    };

    [Pitfall("order-namespace-last")]
    public static Invariant NamespacesAreDeletedBeforeTheControllers => new()
    {
        Subjects = stack => stack.OfType(Namespace).Where(space => Controllers(stack).Any() && !IsHome(stack, space)),
        Problem = (stack, space) => Controllers(stack).FirstOrDefault(controller => !Reaches(stack.Plan, space, controller)) is { } first
            ? $"{first.Name} may be deleted before what is in it" : null,
        Broken = Invariant.Changed(space => space.With(nameof(PlanResource.DependsOn), Array.Empty<string>())),
    };

    private static IEnumerable<PlanResource> Controllers(PlannedStack stack) =>
        stack.OfType(Release).Where(release => Everywhere.Contains(ChartOf(release)))
            .Concat(stack.Plan.Resources.Where(resource => resource.Name == SnapshotController));

    /// <summary>Whether the namespace is that of a controller, which has nothing in it but the chart's objects.</summary>
    private static bool IsHome(PlannedStack stack, PlanResource space) =>
        stack.OfType(Release).Any(release => ChartOf(release) != "velero" && release.Inputs.TextOf("namespace") == NameOf(space));

    /// <summary>Whether the object is in its controller's namespace, and is deleted with it or by the chart's own job.</summary>
    private static bool IsAtHome(PlanResource one, PlanResource controller) =>
        one.DeletedWith is not null && one.Inputs.At("metadata", "namespace")?.Text == controller.Inputs.TextOf("namespace");

    private static PlanResource? ControllerOf(PlannedStack stack, PlanResource one)
    {
        var chart = one.Type.Split(':') is [_, var api, ..] && Charts.TryGetValue(api.Split('/')[0], out var known) ? known
            : one.Type is "kubernetes:core/v1:PersistentVolumeClaim" or "kubernetes:storage.k8s.io/v1:StorageClass" ? "longhorn" : null;
        return chart is null ? null : stack.OfType(Release).FirstOrDefault(release => ChartOf(release) == chart);
    }

    /// <summary>The resource whose deletion deletes another: itself, or the one it is deleted with.</summary>
    private static PlanResource Deleter(PlannedStack stack, PlanResource one) =>
        one.DeletedWith is { } urn ? stack.Plan.Find(urn)! : one;

    private static bool Reaches(PlanGraph plan, PlanResource from, PlanResource to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { from.Urn };
        var waiting = new Stack<PlanResource>([from]);
        while (waiting.TryPop(out var resource))
        {
            if (resource.Urn == to.Urn)
            {
                return true;
            }

            foreach (var urn in resource.DependsOn.Where(seen.Add))
            {
                waiting.Push(plan.Find(urn)!);
            }
        }

        return false;
    }

    private static string ChartOf(PlanResource release) =>
        release.Inputs.TextOf("chart") is { } chart ? chart[(chart.LastIndexOf('/') + 1)..] : "";

    private static string? NameOf(PlanResource one) => one.Inputs.At("metadata", "name")?.Text;
}
