using Infra.Model;
using Infra.Naming;

namespace Infra.Tests.Naming;

public sealed class LabelsTests
{
    private static readonly StackId Stack = new() { Name = "prod", System = "community", Environment = "prod" };

    [Fact]
    public void LabelsNameSystemEnvironmentAndManager() => Assert.Equal(
        new Dictionary<string, string>
        {
            ["app.kubernetes.io/managed-by"] = "pulumi",
            ["app.kubernetes.io/part-of"] = "community",
            ["infra/environment"] = "prod",
            ["infra/stack"] = "prod",
        },
        Labels.Of(Stack));

    [Fact]
    public void GivenLabelsReplaceTheCommonOnes()
    {
        var labels = Labels.Of(Stack, (Labels.Role, "server"), (Labels.PartOf, "Other Thing"));
        Assert.Equal(("server", "other-thing"), (labels["infra/role"], labels["app.kubernetes.io/part-of"]));
    }

    [Fact]
    public void RefusesAValueOfMoreThan63Characters() => Assert.Equal(63, Labels.Value(new string('a', 100)).Length);
}
