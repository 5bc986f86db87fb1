using Infra.Naming;
using Infra.Preview.Graph;

namespace Infra.Preview.Diff.Findings;

/// <summary>Blue-green slots in a plan: the services that select one, and the workloads of the slots.</summary>
internal static class SlotPlan
{
    private const string Deployment = "kubernetes:apps/v1:Deployment";
    private const string Service = "kubernetes:core/v1:Service";
    private const string Job = "kubernetes:batch/v1:Job";
    private const string Test = "smoke-test";

    /// <summary>App's service of a slot's workload, which has the app's name; null for an app without slots.</summary>
    /// <param name="plan">Plan.</param>
    /// <param name="workload">Workload.</param>
    public static PlanResource? ServiceOf(PlanGraph plan, PlanResource workload) =>
        Label(workload, Labels.Slot) is null ? null : plan.Resources.FirstOrDefault(resource => resource.Type == Service
            && resource.TextAt("metadata.name") == Label(workload, Labels.Name)
            && resource.TextAt("metadata.namespace") == workload.TextAt("metadata.namespace"));

    /// <summary>Whether a workload is that of a slot which its app's service does not select.</summary>
    /// <param name="plan">Plan.</param>
    /// <param name="workload">Workload.</param>
    public static bool IsIdle(PlanGraph plan, PlanResource workload) =>
        ServiceOf(plan, workload) is { } service && SlotOf(service) is { } live && live != Label(workload, Labels.Slot);

    /// <summary>Slot that a service selects; null for none.</summary>
    public static string? SlotOf(PlanResource? service) => service.At("spec.selector")?.TextOf(Labels.Slot);

    /// <summary>Whether a service is that of an app, and not one of its slots' own.</summary>
    public static bool IsOfApp(PlanResource service) =>
        service.TextAt("metadata.name") == service.At("spec.selector")?.TextOf(Labels.Name);

    /// <summary>Workload of a slot of a service's app; null when there is none.</summary>
    /// <param name="plan">Plan.</param>
    /// <param name="service">Service.</param>
    /// <param name="slot">Slot.</param>
    public static PlanResource? WorkloadOf(PlanGraph plan, PlanResource service, string slot) =>
        plan.Resources.FirstOrDefault(resource => resource.Type == Deployment
            && Label(resource, Labels.Slot) == slot
            && Label(resource, Labels.Name) == service.At("spec.selector")?.TextOf(Labels.Name)
            && resource.TextAt("metadata.namespace") == service.TextAt("metadata.namespace"));

    /// <summary>Smoke test of a slot of a service's app; null when there is none.</summary>
    /// <param name="plan">Plan.</param>
    /// <param name="service">Service.</param>
    /// <param name="slot">Slot.</param>
    public static PlanResource? TestOf(PlanGraph plan, PlanResource service, string slot) =>
        plan.Resources.FirstOrDefault(resource => IsTestOf(resource, service, service.At("spec.selector")?.TextOf(Labels.Name))
            && resource.Name.EndsWith($"-{slot}-{Test}", StringComparison.Ordinal));

    /// <summary>Whether a workload's app has a smoke test, as every app has that is released by slots.</summary>
    /// <param name="plan">Plan.</param>
    /// <param name="workload">Workload.</param>
    public static bool HasTest(PlanGraph plan, PlanResource workload) =>
        plan.Resources.Any(resource => IsTestOf(resource, workload, Label(workload, Labels.Name)));

    /// <summary>Whether a resource is the smoke test of an app's version.</summary>
    public static bool IsTest(PlanResource resource) =>
        resource.Type == Job && resource.Name.EndsWith($"-{Test}", StringComparison.Ordinal);

    /// <summary>Image of a workload's first container.</summary>
    public static string? ImageOf(PlanResource? workload) => workload.TextAt("spec.template.spec.containers[0].image");

    private static bool IsTestOf(PlanResource resource, PlanResource beside, string? app) =>
        IsTest(resource) && app is not null && Label(resource, Labels.Name) == PhysicalName.Kubernetes(app, Test)
        && resource.TextAt("metadata.namespace") == beside.TextAt("metadata.namespace");

    private static string? Label(PlanResource workload, string label) => workload.At("spec.template.metadata.labels")?.TextOf(label);
}
