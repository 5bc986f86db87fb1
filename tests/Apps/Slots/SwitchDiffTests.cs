using Infra.Model;
using Infra.Preview.Diff;
using Infra.Preview.Graph;
using Infra.Tests.Preview.Diff.Edits;
using Infra.Tests.Support;

namespace Infra.Tests.Apps;

/// <summary>
/// Steps of a release and of the way back, as the difference of two plans shows them, in the order of their dependencies.
/// </summary>
public sealed class SwitchDiffTests
{
    [Fact]
    public async Task ReleaseIsExactlyTheseSteps() => Assert.Equal(
        [
            "create Job app-wordpress-migrate-176deb3c",
            "update Deployment app-wordpress-green-deployment: spec.replicas, spec.template.spec.containers[name=wordpress].image",
            "replace ConfigMap app-wordpress-green-smoke-test-script (creates first): metadata.name!",
            "update PodDisruptionBudget app-wordpress-green-budget: spec.minAvailable",
            "replace Job app-wordpress-green-smoke-test (creates first): metadata.name!, "
                + "spec.template.spec.volumes[name=scripts].configMap.name!",
            "update Service app-services-prod-wordpress: spec.selector.infra/slot",
            "update Deployment app-wordpress-blue-deployment: spec.replicas",
            "update PodDisruptionBudget app-wordpress-blue-budget: spec.minAvailable",
        ],
        await StepsAsync(new(), new() { Live = Slot.Green, GreenImage = "wordpress:2" }));

    [Fact]
    public async Task SwitchToAVersionThatRunsAlreadyIsExactlyTheseSteps() => Assert.Equal(
        [
            "update Deployment app-wordpress-green-deployment: spec.replicas",
            "update PodDisruptionBudget app-wordpress-green-budget: spec.minAvailable",
            "update Service app-services-prod-wordpress: spec.selector.infra/slot",
            "update Deployment app-wordpress-blue-deployment: spec.replicas",
            "update PodDisruptionBudget app-wordpress-blue-budget: spec.minAvailable",
        ],
        await StepsAsync(new() { GreenImage = "wordpress:2" }, new() { Live = Slot.Green, GreenImage = "wordpress:2" }));

    [Fact]
    public async Task WayBackIsExactlyTheseSteps() => Assert.Equal(
        [
            "update Deployment app-wordpress-blue-deployment: spec.replicas",
            "update PodDisruptionBudget app-wordpress-blue-budget: spec.minAvailable",
            "update Service app-services-prod-wordpress: spec.selector.infra/slot",
            "update Deployment app-wordpress-green-deployment: spec.replicas",
            "update PodDisruptionBudget app-wordpress-green-budget: spec.minAvailable",
        ],
        await StepsAsync(new() { Live = Slot.Green, GreenImage = "wordpress:2" }, new() { GreenImage = "wordpress:2" }));

    [Fact]
    public async Task WayBackToAVersionOfFullSizeChangesTheServiceAlone() => Assert.Equal(
        [
            "update PodDisruptionBudget app-wordpress-blue-budget: spec.minAvailable",
            "update Service app-services-prod-wordpress: spec.selector.infra/slot",
            "update PodDisruptionBudget app-wordpress-green-budget: spec.minAvailable",
        ],
        await StepsAsync(
            new() { Live = Slot.Green, GreenImage = "wordpress:2" }, new() { GreenImage = "wordpress:2" }, idleReplicas: null));

    private static async Task<string[]> StepsAsync(BlueGreenSpec before, BlueGreenSpec after, int? idleReplicas = 1)
    {
        var plan = await PlanAsync(after, idleReplicas);
        var lines = StepLine.Of(PlanDiffer.Between(await PlanAsync(before, idleReplicas), plan)).ToArray();
        var urns = lines.Select(line => plan.Resources.Single(resource => resource.Name == line.Split(' ')[2].TrimEnd(':')).Urn).ToArray();
        return
        [
            .. lines.Zip(urns)
                .OrderBy(step => plan.Before(plan.Resources.Single(resource => resource.Urn == step.Second)).Intersect(urns).Count())
                .ThenBy(step => step.First, StringComparer.Ordinal)
                .Select(step => step.First),
        ];
    }

    private static Task<PlanGraph> PlanAsync(BlueGreenSpec slots, int? idleReplicas)
    {
        var system = DatabaseSystems.In("prod", "3-prod");
        return DatabaseSystems.PlanAsync(system with
        {
            Apps =
            [
                .. system.Apps.Select(app => app.Name == "wordpress"
                    ? app with
                    {
                        InitJobs = [new() { Name = "migrate", Command = ["migrate"] }],
                        BlueGreen = app.BlueGreen with
                        {
                            Live = slots.Live, GreenImage = slots.GreenImage, IdleReplicas = idleReplicas,
                        },
                    }
                    : app),
            ],
        });
    }
}
