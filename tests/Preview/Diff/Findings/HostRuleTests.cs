using Infra.Preview.Graph;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Preview.Diff.Findings;

/// <summary>Findings about who may open a host.</summary>
public sealed class HostRuleTests
{
    [Fact]
    public async Task HostThatLosesItsSignInIsOpenToMoreVisitors() => Assert.Contains(
        "Caution Addresses: trails.dirtbikechina.com is open to more visitors: the sign-in goes",
        Judged.Lines(await WithAsync("operators"), await WithAsync(null)));

    // phpMyAdmin stands for an app that signs people in.
    private static Task<PlanGraph> WithAsync(string? signIn)
    {
        var system = Described.StackOf("prod");
        return Plans.OfAsync(system with
        {
            Ingress = system.Ingress with
            {
                Authentication = [new() { Name = "operators", App = "phpmyadmin" }],
                Hosts = [new() { Name = "trails", App = "wanderer-web", Authentication = signIn }],
            },
        });
    }
}
