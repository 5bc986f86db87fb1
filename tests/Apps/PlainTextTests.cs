using Infra.Model;
using Infra.Preview.Diff.Findings;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Apps;

/// <summary>
/// Texts with a dollar sign in pods: the kubelet replaces <c>$(NAME)</c> and <c>$$</c>, and the program receives what is written.
/// </summary>
public sealed class PlainTextTests
{
    private const string Written = "a$$b $(HOME) $";
    private const string Sent = "a$$$$b $$(HOME) $$";

    private static readonly AppSpec Shop = new()
    {
        Name = "shop",
        Image = "registry.example.com/shop:1.0",
        Ports = [new() { Name = "http", Port = 8080 }],
        Env = [new() { Name = "TEXT", Value = Written }],
        Command = [Written],
        Args = [Written],
        LivenessProbe = new() { Command = [Written] },
        StopCommand = [Written],
        InitJobs = [new() { Name = "migrate", Command = [Written] }, new() { Name = "own", Image = "a:1.0.0", Command = [Written] }],
        BlueGreen = new()
        {
            Mode = BlueGreenMode.Full,
            BlueImage = "registry.example.com/shop:1.0",
            SmokeTest = new() { Path = "/", Text = Written },
        },
    };

    [Theory]
    [Pitfall("dollar-in-pods")]
    [InlineData("app-shop-blue-deployment", "spec.template.spec.containers[0].command[0]")]
    [InlineData("app-shop-blue-deployment", "spec.template.spec.containers[0].args[0]")]
    [InlineData("app-shop-blue-deployment", "spec.template.spec.containers[0].env[0].value")]
    [InlineData("app-shop-blue-deployment", "spec.template.spec.containers[0].livenessProbe.exec.command[0]")]
    [InlineData("app-shop-migrate-", "spec.template.spec.containers[0].command[0]")]
    [InlineData("init-jobs-", "spec.template.spec.containers[0].command[0]")]
    public async Task TextArrivesAsItIsWritten(string resource, string path) => Assert.Equal(Sent, Text(await PlanAsync(), resource, path));

    [Fact]
    public async Task SmokeTestExpectsTheTextAsItIsWritten()
    {
        var test = Named(await PlanAsync(), "app-shop-blue-smoke-test");
        var variables = test.Inputs.At("spec", "template", "spec", "containers")!.Items[0]["env"]!.Items;

        Assert.Equal(Sent, variables.Single(variable => variable.TextOf("name") == "SMOKE_TEXT").TextOf("value"));
    }

    /// <summary>The kubelet runs these as they are (kubernetes pkg/kubelet/lifecycle/handlers.go).</summary>
    [Fact]
    public async Task CommandBeforeTheStopIsTakenAsItIs() => Assert.Equal(
        Written, Text(await PlanAsync(), "app-shop-blue-deployment", "spec.template.spec.containers[0].lifecycle.preStop.exec.command[0]"));

    private static string? Text(PlanGraph plan, string resource, string path) => Named(plan, resource).TextAt(path);

    private static PlanResource Named(PlanGraph plan, string name) => plan.Resources.Single(resource =>
        (resource.Type.Contains(":Job", StringComparison.Ordinal) || resource.Type.Contains(":Deployment", StringComparison.Ordinal))
        && resource.Name.StartsWith(name, StringComparison.Ordinal)
        && (!name.StartsWith("init-", StringComparison.Ordinal) || resource.Name.Contains("own", StringComparison.Ordinal)));

    private static Task<PlanGraph> PlanAsync()
    {
        var system = DatabaseSystems.In("prod", "3-prod");
        return DatabaseSystems.PlanAsync(system with { Apps = [.. system.Apps, Shop] });
    }
}
