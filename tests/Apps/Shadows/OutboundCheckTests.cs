using Infra.Apps;
using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Apps;

/// <summary>The job that checks a shadow copy from its node, as planned.</summary>
public sealed class OutboundCheckTests
{
    [Fact]
    public async Task JobRunsBesideTheCopyOnceItsServiceLeadsToIt()
    {
        var plan = await Plans.OfAsync(ShadowSystem.With());
        var job = Named(plan, "app-copy-outbound-check");
        var pod = job.Inputs.At("spec", "template", "spec")!;
        var term = Assert.Single(pod.At("affinity", "podAffinity", "requiredDuringSchedulingIgnoredDuringExecution")!.Items);

        Assert.Equal("kubernetes.io/hostname", term.TextOf("topologyKey"));
        Assert.Equal("copy", term.At("labelSelector", "matchLabels", "app.kubernetes.io/name")!.Text);
        Assert.Contains(Named(plan, "app-copy-deployment").Urn, job.DependsOn);
        Assert.Contains(Named(plan, "app-services-prod-copy-shadow").Urn, job.DependsOn);
    }

    [Fact]
    public async Task PodAsksTheNodeThatItRunsOn()
    {
        var env = Named(await Plans.OfAsync(ShadowSystem.With()), "app-copy-outbound-check")
            .Inputs.At("spec", "template", "spec", "containers")!.Items[0]["env"]!.Items;

        Assert.Equal(
            "status.hostIP",
            env.Single(variable => variable.TextOf("name") == "NODE_ADDRESS").At("valueFrom", "fieldRef", "fieldPath")!.Text);
        Assert.Equal("30080", env.Single(variable => variable.TextOf("name") == "NODE_PORT").TextOf("value"));
    }

    [Fact]
    public async Task FailedCheckIsNotRepeatedAndIsReplacedByTheNextRun()
    {
        var job = Named(await Plans.OfAsync(ShadowSystem.With()), "app-copy-outbound-check");

        Assert.Equal(0, job.Inputs.At("spec", "backoffLimit")!.Number);
        Assert.Equal("true", job.Inputs.At("metadata", "annotations", "pulumi.com/replaceUnready")!.Text);
        Assert.Equal(
            "FallbackToLogsOnError",
            job.Inputs.At("spec", "template", "spec", "containers")!.Items[0].TextOf("terminationMessagePolicy"));
    }

    [Fact]
    public async Task GateFindsTheJobByItsName()
    {
        var system = ShadowSystem.With();
        var job = Named(await Plans.OfAsync(system), "app-copy-outbound-check");

        Assert.Equal(OutboundCheck.NameOf(system, system.Apps[0]), job.Inputs.At("metadata", "name")!.Text);
    }

    [Fact]
    public void RequestsGoToTheCopyByItsFullNameAndItsPath()
    {
        var system = ShadowSystem.With();
        var shadow = new ShadowSpec { NodePort = 30099, OutboundCheck = "/out?a=b", OutsideUrl = "http://a.example" };
        var app = ShadowSystem.App with { Shadow = shadow };
        var variables = OutboundCheck.Variables(system, app);

        Assert.Equal("http://copy-shadow.prod.svc.cluster.local:80/", variables["SERVICE_URL"]);
        Assert.Equal(
            ("30099", "/out?a=b", "http://a.example"),
            (variables["NODE_PORT"], variables["OUTBOUND_PATH"], variables["OUTSIDE_URL"]));
    }

    [Fact]
    public void ChangedPodsOrAChangedCheckAreCheckedAgain()
    {
        string[] names =
        [
            Name(ShadowSystem.App),
            Name(ShadowSystem.App with { Image = "copy:2.1" }),
            Name(ShadowSystem.App with { Env = [new() { Name = "A", Value = "b" }] }),
            Name(ShadowSystem.App with { Shadow = new() { NodePort = 30081 } }),
            Name(ShadowSystem.App with { Shadow = new() { OutboundCheck = "/" } }),
            Name(ShadowSystem.App with { Shadow = new() { OutsideUrl = "https://example.org/" } }),
        ];

        Assert.Equal(names.Distinct(), names);
        Assert.Equal(names[0], Name(ShadowSystem.App with { Replicas = 3 }));

        static string Name(AppSpec app) => OutboundCheck.NameOf(ShadowSystem.With(), Workload.Of(app));
    }

    [Fact]
    public async Task CopyWithoutPodsIsNotChecked() =>
        Each.Lacks((await Plans.OfAsync(ShadowSystem.With(app => app with { Replicas = 0 }))).Resources, IsCheck);

    [Fact]
    public async Task AppWithoutAShadowIsNotChecked() =>
        Each.Lacks((await Plans.OfAsync(ShadowSystem.With(app => app with { Shadow = null }))).Resources, IsCheck);

    [Theory]
    [InlineData("https://example.org/", "80 443")]
    [InlineData("http://example.org:8080/", "80 443 8080")]
    public void CheckReachesTheCopyAndTheInternetAlone(string outside, string ports)
    {
        var flows = StackParts.Flows(ShadowSystem.With(app => app with { Shadow = new() { OutsideUrl = outside } }))
            .Where(flow => flow.From.Text == "prod/copy-outbound-check")
            .Select(flow => $"{flow.To.Text} {flow.PortsText()}");

        Assert.Equal([$"internet {ports}", "prod/copy 8080"], flows);
    }

    private static bool IsCheck(PlanResource resource) =>
        resource.Type == "kubernetes:batch/v1:Job" && resource.Name.EndsWith("outbound-check", StringComparison.Ordinal);

    private static PlanResource Named(PlanGraph plan, string name) =>
        plan.Resources.Single(resource => resource.Name == name && !resource.IsComponent);
}
