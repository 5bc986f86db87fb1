using Infra.Tests.Support;

namespace Infra.Tests.Invariants;

/// <summary>Logical names, by which the engine recognises resources.</summary>
public sealed class LogicalNamesTests
{
    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    [InlineData("homelab")]
    public async Task LogicalNamesAreTheSameInAStackOfAnotherName(string stack)
    {
        var system = Described.StackOf(stack);
        var renamed = system with { Stack = system.Stack with { Name = "another" } };

        Assert.Equal(
            (await Plans.OfAsync(system)).Resources.Skip(1).Select(resource => (resource.Type, resource.Name)),
            (await Plans.OfAsync(renamed)).Resources.Skip(1).Select(resource => (resource.Type, resource.Name)));
    }
}
