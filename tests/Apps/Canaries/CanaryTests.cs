using Infra.Apps;
using Infra.Model;
using Infra.Preview.Diff;
using Infra.Preview.Graph;
using Infra.Tests.Schemas;
using Infra.Tests.Support;

namespace Infra.Tests.Apps;

public sealed class CanaryTests
{
    private const string Release = "app-wordpress-canary-release";
    private const string Deployment = "app-wordpress-deployment";
    private const string Autoscaler = "app-wordpress-autoscaler";
    private const string Service = "app-services-prod-wordpress";
    private const string Shares = "routes-www-weights";

    [Fact]
    [Pitfall("flagger-replicas")]
    [Pitfall("flagger-deletion-zero")]
    public async Task FlaggerOwnsTheNumberOfPods()
    {
        var plan = await PlanAsync(CanarySystem.Canary);
        Assert.Equal(["spec.replicas"], Named(plan, Deployment).IgnoreChanges);
        var spec = Named(plan, Release).Inputs["spec"]!;
        Assert.Equal(
            ("traefik", "Deployment", "wordpress", "HorizontalPodAutoscaler", "wordpress", true),
            (
                spec["provider"]!.Text,
                spec.At("targetRef", "kind")!.Text,
                spec.At("targetRef", "name")!.Text,
                spec.At("autoscalerRef", "kind")!.Text,
                spec.At("autoscalerRef", "name")!.Text,
                spec["revertOnDeletion"]!.IsTrue));
    }

    /// <summary>
    /// The pods of Flagger's copy differ in one label, so budgets, policies and the app's service match both; the label is on every
    /// Deployment, because a selector can never change.
    /// </summary>
    [Fact]
    [Pitfall("flagger-primary-labels")]
    [Pitfall("flagger-selector")]
    public async Task OneLabelTellsThePrimaryFromTheCanary()
    {
        var (with, without) = (await PlanAsync(CanarySystem.Canary), await PlanAsync(null));
        foreach (var plan in (PlanGraph[])[with, without])
        {
            var labels = Named(plan, Deployment).Inputs.At("spec", "selector", "matchLabels")!;
            Assert.Equal(["app.kubernetes.io/name", "infra/track"], labels.Keys.Order(StringComparer.Ordinal));
            Assert.Equal("wordpress", labels.TextOf("infra/track"));
            Assert.Equal("wordpress", Named(plan, Deployment).Inputs.At("spec", "template", "metadata", "labels", "infra/track")!.Text);
        }

        var budget = Named(with, "app-wordpress-budget").Inputs.At("spec", "selector", "matchLabels")!;
        Assert.Equal(["app.kubernetes.io/name", "infra/versions"], budget.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("infra/track", Named(with, "flagger-controller").Inputs.At("values", "selectorLabels")!.Text);
    }

    /// <summary>
    /// A service of the app's own name would be adopted by Flagger and set back by each run, or be deleted with the canary.
    /// </summary>
    [Fact]
    [Pitfall("flagger-service-owner")]
    public async Task FlaggersServicesHaveAnotherNameThanTheAppsOwn()
    {
        var plan = await PlanAsync(CanarySystem.Canary);
        Assert.Equal("wordpress-rollout", Named(plan, Release).Inputs.At("spec", "service", "name")!.Text);
        Each.Lacks(
            plan.Resources,
            each => each.Inputs.At("metadata", "name")?.Text.StartsWith("wordpress-rollout", StringComparison.Ordinal) == true);
        var selector = Named(plan, Service).Inputs.At("spec", "selector")!;
        Assert.Equal(("wordpress", "wordpress-primary"), (selector.TextOf("app.kubernetes.io/name"), selector.TextOf("infra/track")));
    }

    [Fact]
    [Pitfall("flagger-route-first")]
    [Pitfall("flagger-sticky")]
    public async Task TrafficGoesToTheCanaryOnceItIsInitialized()
    {
        var plan = await PlanAsync(CanarySystem.Canary);
        string[] order = [Deployment, Autoscaler, Release, Shares, "routes-www-route"];
        for (var index = 1; index < order.Length; index++)
        {
            Assert.Contains(Named(plan, order[index - 1]).Urn, plan.Before(Named(plan, order[index])));
        }

        Assert.Contains(Named(plan, Release).Urn, plan.Before(Named(plan, Service)));
        Assert.Equal(
            "jsonpath={[?@.phase && @.phase!='' && @.phase!='Initializing'].phase}",
            Named(plan, Release).Inputs.At("metadata", "annotations", "pulumi.com/waitFor")!.Text);
        var weighted = Named(plan, Shares).Inputs.At("spec", "weighted")!;
        Assert.Equal(
            "TraefikService wordpress-rollout 70",
            $"{weighted["services"]!.Items[0].TextOf("kind")} {weighted["services"]!.Items[0].TextOf("name")} "
                + $"{weighted["services"]!.Items[0]["weight"]!.Number}");
        Assert.NotNull(weighted["sticky"]);
    }

    [Fact]
    [Pitfall("flagger-uninstalled-first")]
    public async Task CanaryIsDeletedBeforeFlagger()
    {
        var plan = await PlanAsync(CanarySystem.Canary);
        foreach (var release in (string[])["flagger-controller", "flagger-loadtester"])
        {
            Assert.Contains(Named(plan, release).Urn, plan.Before(Named(plan, Release)));
            Assert.Contains(Named(plan, release).Urn, plan.Before(Named(plan, "tenancy-prod")));
        }
    }

    [Fact]
    [Pitfall("flagger-traefik-names")]
    public async Task MetricsAreThoseOfTraefikForTheNewVersionsService()
    {
        var plan = await PlanAsync(CanarySystem.Canary with { SuccessPercent = 98, Latency = Duration.Parse("1s") });
        Assert.Equal(
            "sum(rate(traefik_service_request_duration_seconds_bucket{service=~\"{{ namespace }}-{{ service }}-canary-[0-9a-zA-Z-]+@"
                + "kubernetescrd\",code!~\"5..\",le=\"+Inf\"}[{{ interval }}])) / sum(rate(traefik_service_request_duration_seconds_bucket"
                + "{service=~\"{{ namespace }}-{{ service }}-canary-[0-9a-zA-Z-]+@kubernetescrd\",le=\"+Inf\"}[{{ interval }}])) * 100",
            Named(plan, "app-wordpress-canary-success-rate").Inputs.At("spec", "query")!.Text);
        Assert.Equal(
            "histogram_quantile(0.99, sum(rate(traefik_service_request_duration_seconds_bucket{service=~\"{{ namespace }}-{{ service }}"
                + "-canary-[0-9a-zA-Z-]+@kubernetescrd\"}[{{ interval }}])) by (le)) * 1000",
            Named(plan, "app-wordpress-canary-latency").Inputs.At("spec", "query")!.Text);
        var provider = Named(plan, "app-wordpress-canary-latency").Inputs.At("spec", "provider")!;
        Assert.Equal(("prometheus", "http://prometheus-operated.infra.svc:9090"), (provider.TextOf("type"), provider.TextOf("address")));
        Assert.Equal(
            ["success-rate wordpress-success-rate 98 ", "latency wordpress-latency  1000"],
            Analysis(plan)["metrics"]!.Items.Select(metric => $"{metric.TextOf("name")} {metric.At("templateRef", "name")!.Text} "
                + $"{metric.At("thresholdRange", "min")?.Number} {metric.At("thresholdRange", "max")?.Number}"));
    }

    [Fact]
    public async Task NewVersionPassesTheSmokeTestBeforeTheFirstVisitor()
    {
        var webhook = Analysis(await PlanAsync(CanarySystem.Canary))["webhooks"]!.Items[0];
        Assert.Equal(
            ("pre-rollout", "http://flagger-loadtester.flagger-system/", "150s", "bash"),
            (webhook.TextOf("type"), webhook.TextOf("url"), webhook.TextOf("timeout"), webhook.At("metadata", "type")!.Text));
        var command = webhook.At("metadata", "cmd")!.Text;
        Assert.Contains(
            "export SMOKE_URL='http://wordpress-rollout-canary.prod:80/wp-admin/install.php'\n", command, StringComparison.Ordinal);
        Assert.Contains("export SMOKE_TEXT='it'\\''s up'\n", command, StringComparison.Ordinal);
        Assert.EndsWith(EmbeddedFile.Read($"apps/{SmokeTest.Script}"), command, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "pre-rollout rollback")]
    [InlineData(true, "pre-rollout confirm-promotion rollback")]
    public async Task OperatorCanEndAReleaseAndConfirmItsPromotion(bool confirm, string types) => Assert.Equal(
        types,
        string.Join(
            ' ',
            Analysis(await PlanAsync(CanarySystem.Canary with { ConfirmPromotion = confirm }))["webhooks"]!.Items
                .Select(webhook => webhook.TextOf("type"))));

    [Fact]
    public async Task WeightsAreOneOfThreeForms()
    {
        Assert.Equal("50/10//", await FormAsync(CanarySystem.Canary));
        Assert.Equal("//1,10,50/", await FormAsync(CanarySystem.Canary with { StepWeights = [1, 10, 50] }));
        Assert.Equal("///10", await FormAsync(CanarySystem.Canary with { Iterations = 10 }));
    }

    /// <summary>Nothing that answers visitors is replaced or deleted, and the number of pods is never set.</summary>
    [Fact]
    [Pitfall("flagger-selector")]
    public async Task AddingACanaryChangesOnlyTheServiceAndTheShares()
    {
        var diff = PlanDiffer.Between(await PlanAsync(null), await PlanAsync(CanarySystem.Canary));
        Each.Lacks(diff.Changed, step => step.Kind is StepKind.Delete or StepKind.Replace);
        Assert.Equal(
            [Service, "routes-www-admin-weights", "routes-www-media-weights", "routes-www-uploads-weights", Shares],
            diff.Changed.Where(step => step.Kind == StepKind.Update)
                .Select(step => step.Resource.Name)
                .Where(name => name.StartsWith("app-", StringComparison.Ordinal) || name.StartsWith("routes-", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
        Assert.Contains(diff.Changed, step => step.Kind == StepKind.Create && step.Resource.Name == Release);
    }

    /// <summary>
    /// The service leads to both versions before the canary is deleted, and the Deployment gets its pods back before its finalizer ends.
    /// </summary>
    [Fact]
    public async Task RemovingACanaryRestoresTheApp()
    {
        var diff = PlanDiffer.Between(await PlanAsync(CanarySystem.Canary), await PlanAsync(null));
        Assert.Contains(diff.Changed, step => step.Kind == StepKind.Delete && step.Resource.Name == Release);
        Each.Lacks(diff.Changed, step => step.Kind == StepKind.Replace);
        Each.Lacks(diff.Changed, step => step.Resource.Name == Deployment);
        var restored = await PlanAsync(null);
        Assert.Equal(["app.kubernetes.io/name", "infra/versions"], Named(restored, Service).Inputs.At("spec", "selector")!.Keys);
        Assert.Equal(
            "Service wordpress",
            $"{Share(restored).TextOf("kind")} {Share(restored).TextOf("name")}");
    }

    [SkippableFact]
    [Pitfall("flagger-restricted")]
    public async Task ApiServerAndChartsAcceptEveryObject()
    {
        _ = ReferenceData.Root;
        var system = CanarySystem.With(CanarySystem.Canary with { ConfirmPromotion = true, StepWeights = [5, 20, 60] });
        var planned = new PlannedStack(system, await Plans.OfAsync(system));
        Problems.None(await PlanSchemas.CheckObjectsAsync(planned));
        Problems.None(await PlanSchemas.CheckChartsAsync(ChartUse.Of(planned.Plan)));
    }

    private static async Task<string> FormAsync(CanarySpec canary)
    {
        var analysis = Analysis(await PlanAsync(canary));
        var steps = string.Join(',', (analysis["stepWeights"]?.Items ?? []).Select(weight => weight.Number));
        return $"{analysis["maxWeight"]?.Number}/{analysis["stepWeight"]?.Number}/{steps}/{analysis["iterations"]?.Number}";
    }

    private static Task<PlanGraph> PlanAsync(CanarySpec? canary) => Plans.OfAsync(CanarySystem.With(canary));

    private static PlanValue Analysis(PlanGraph plan) => Named(plan, Release).Inputs.At("spec", "analysis")!;

    private static PlanValue Share(PlanGraph plan) => Named(plan, Shares).Inputs.At("spec", "weighted", "services")!.Items[0];

    private static PlanResource Named(PlanGraph plan, string name) => plan.Resources.Single(resource => resource.Name == name);
}
