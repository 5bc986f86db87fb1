using System.Text;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Snapshots;

/// <summary>The whole plan of each stack, as approved. `INFRA_APPROVE=1` writes what is planned now: read the diff before it is committed.</summary>
public sealed class StackSnapshotTests
{
    public static TheoryData<string> Stacks() => Plans.Stacks();

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task ThePlanIsTheApprovedOne(string stack)
    {
        var planned = Encoding.UTF8.GetString(PlanJson.Write(await Plans.OfAsync(stack)));

        Approved.Matches(planned, "tests", "Snapshots", $"{stack}.plan.json");
    }
}
