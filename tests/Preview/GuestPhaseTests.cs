using System.Text;
using System.Text.Json.Nodes;
using Infra.Preview;
using Infra.Preview.Graph;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Preview;

/// <summary>Phase of the owner with which a stack in its cluster is planned.</summary>
public sealed class GuestPhaseTests
{
    private const string Own = "infra:phase: 3-prod";

    [Fact]
    public async Task GuestAtAnotherPhaseIsPlannedAsIfItsOwnerWereThereToo()
    {
        using var project = new FrozenCopy();
        project.Edit("Pulumi.prod.yaml", Own, "infra:phase: 1-dev");
        var imagined = await StackPreview.RunAsync(project.Root, "stage", "3-blue");
        project.Edit("Pulumi.prod.yaml", "infra:phase: 1-dev", "infra:phase: 3-blue");
        project.Edit("Pulumi.stage.yaml", Own, "infra:phase: 3-blue");
        var there = await StackPreview.RunAsync(project.Root, "stage");

        Problems.None(imagined.Problems);
        Assert.Equal(Json(there), Json(imagined));
        Assert.Equal(
            ["planned as if the stack prod, whose cluster this one lives in, were at 3-blue too, but it is at 1-dev; bring it there "
                + "first: pulumi config set infra:phase 3-blue --stack prod, then pulumi up --stack prod"],
            imagined.Warnings.Except(there.Warnings));
    }

    [Fact]
    public async Task GuestInItsOwnPhaseHasItsOwnerInTheOwners()
    {
        using var project = new FrozenCopy();
        project.Edit("Pulumi.prod.yaml", Own, "infra:phase: 3-prod-10");
        var own = await StackPreview.RunAsync(project.Root, "stage");
        var named = await StackPreview.RunAsync(project.Root, "stage", "3-prod");
        Assert.Equal(Json(own), Json(named));
        Assert.Equal(own.Warnings, named.Warnings);
    }

    [Theory]
    [InlineData("2-stage", "2-stage-30", null)]
    [InlineData("3-blue", "2-deploy", "were at 2-deploy too, but it is at 3-blue")]
    public async Task OwnerThatIsThereOrFurtherIsNotAskedToMove(string owner, string phase, string? warning)
    {
        using var project = new FrozenCopy();
        project.Edit("Pulumi.prod.yaml", Own, $"infra:phase: {owner}");
        var outcome = await StackPreview.RunAsync(project.Root, "stage", phase);
        Problems.None(outcome.Problems);
        var said = outcome.Warnings.Where(text => text.StartsWith("planned as if", StringComparison.Ordinal));
        Assert.Equal(warning is null ? [] : [$"planned as if the stack prod, whose cluster this one lives in, {warning}"], said);
    }

    private static string Json(StackOutcome outcome) =>
        JsonNode.Parse(Encoding.UTF8.GetString(PlanJson.Write(outcome.Graph!)))!.ToJsonString(new() { WriteIndented = true });
}
