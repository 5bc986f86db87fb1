using Infra.Model;
using Infra.Model.Loading;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Migration;

/// <summary>
/// The migrations of the frozen systems, up to the described end and back. Slow: a stack is planned at each of its steps.
/// </summary>
public sealed class LadderTests
{
    /// <summary>Beside the ways back of data, and what tells passages apart, a step back plans what the way up has planned there.</summary>
    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    [InlineData("product")]
    [InlineData("homelab")]
    public async Task StepBackReturnsToTheStateBefore(string stack)
    {
        var steps = new StepOrder(Load(stack, null).Migration).Steps;
        var compared = 0;
        for (var index = 0; index + 1 < steps.Count; index++)
        {
            if (steps[index + 1].IsFinal)
            {
                continue;
            }

            var system = Load(stack, steps[index].Name);
            var up = await Plans.OfAsync(system);
            var back = await Plans.OfAsync(system, steps[index + 1].Name);
            Assert.Equal(Lines(up), Lines(back));
            compared++;
        }

        Assert.NotEqual(0, compared);
    }

    /// <summary>At the end nothing is left of the old platform.</summary>
    [Theory]
    [InlineData("prod", "3-decommission")]
    [InlineData("product", "4-end")]
    public void LastStepEndsWithoutADockerHost(string stack, string last)
    {
        var system = Load(stack, last);

        Assert.Equal(system.Migration.InOrder()[^1].Name, new StepOrder(system.Migration).Steps[^1].Phase.Name);
        Assert.Empty(system.Compose.Hosts);
        Assert.Empty(MoveSchedule.Due(system));
        Each.Of(
            system.Ingress.Hosts,
            static host => Assert.Empty(host.Backends.Where(static backend => backend.ComposeHost is not null)));
    }

    private static SystemSpec Load(string stack, string? step)
    {
        var result = StackLoad.Load(FrozenSystems.Root, stack, step ?? "").Result;
        Assert.True(result.Succeeded, string.Join('\n', result.Problems));
        return result.Spec;
    }

    /// <summary>Every resource but those of gates and moves, with its inputs.</summary>
    private static IEnumerable<string> Lines(PlanGraph plan) => plan.Resources
        .Where(static resource => !resource.Urn.Contains("infra:migration:", StringComparison.Ordinal))
        .Select(static resource => $"{resource.Urn} {string.Join(' ', Plans.Texts(resource.Inputs))}");
}
