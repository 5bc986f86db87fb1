using Infra.Preview.Diff;
using Infra.Preview.Diff.Findings;
using Infra.Tests.Support;

namespace Infra.Tests.Preview.Diff.Findings;

/// <summary>Steps that end a resource with data.</summary>
public sealed class LostDataRuleTests
{
    private const string Claim = "kubernetes:core/v1:PersistentVolumeClaim";

    [Theory]
    [InlineData(Claim, false, true)]
    [InlineData(Claim, true, false)]
    [InlineData("kubernetes:core/v1:ConfigMap", false, false)]
    public void DataEndsWithAResourceThatHoldsItAndIsNotRetained(string type, bool isRetained, bool isLost)
    {
        var old = DiffPlans.Resource(type, "one", "metadata: {name: one, namespace: n}").With("RetainOnDelete", isRetained);
        var ending = LostDataRule.Ending(PlanDiffer.Between(DiffPlans.Of(old), DiffPlans.Of()));
        Assert.Equal(isLost ? ["one"] : [], ending.Select(step => step.Resource.Name));
    }
}
