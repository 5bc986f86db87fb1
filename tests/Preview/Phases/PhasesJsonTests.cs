using System.Text.Json;
using Infra.Preview.Phases;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Preview.Phases;

public sealed class PhasesJsonTests
{
    [Fact]
    public async Task DocumentHasEveryPhaseAndStep()
    {
        var ladder = await Ladders.OfAsync("prod");
        var root = JsonDocument.Parse(PhasesJson.Write(ladder)).RootElement;

        Assert.Equal(PhasesJson.Format, root.GetProperty("format").GetString());
        Assert.Equal("3-prod", root.GetProperty("phase").GetString());
        Assert.Equal(
            ladder.Steps.Select(step => step.Name),
            root.GetProperty("phases").EnumerateArray()
                .SelectMany(phase => phase.GetProperty("steps").EnumerateArray())
                .Select(step => step.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task StepHasItsChangesAndItsCost()
    {
        var root = JsonDocument.Parse(PhasesJson.Write(await Ladders.OfAsync("prod"))).RootElement;
        var phase = root.GetProperty("phases").EnumerateArray().Single(each => each.GetProperty("name").GetString() == "2-stage");
        var step = phase.GetProperty("steps")[2];

        Assert.Equal(2, step.GetProperty("counts").GetProperty("update").GetInt32());
        var change = step.GetProperty("changes")[0];
        Assert.Equal("update", change.GetProperty("kind").GetString());
        Assert.Contains("stage/discourse 30", change.GetProperty("summary").GetString(), StringComparison.Ordinal);
        Assert.Equal("EUR", step.GetProperty("cost").GetProperty("currency").GetString());
        Assert.Equal(0, step.GetProperty("costChange").GetDecimal());
        Assert.Equal("caution", step.GetProperty("verdict").GetString());
        Assert.NotEmpty(step.GetProperty("findings").EnumerateArray());
        Assert.Equal("done", step.GetProperty("place").GetString());
        Assert.Equal("medium", phase.GetProperty("risk").GetString());
        Assert.Equal("gate-2", phase.GetProperty("gates")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task EqualLaddersGiveEqualBytes()
    {
        var again = await PhaseLadder.PlanAsync(FrozenSystems.Root, "homelab");

        Assert.Equal(PhasesJson.Write(await Ladders.OfAsync("homelab")), PhasesJson.Write(again));
    }

    [Fact]
    public void LadderWithoutPlansIsWritten()
    {
        var ladder = new PhaseLadder
        {
            Header = new("prod", "", "", null),
            Phases = [new("one", "One", "low", [new("one", "One", StepPlace.Ahead, StepScope.Here)])],
            OwnProblems = ["a problem"],
        };
        var root = JsonDocument.Parse(PhasesJson.Write(ladder)).RootElement;

        Assert.Equal("a problem", Assert.Single(root.GetProperty("problems").EnumerateArray()).GetString());
        var step = root.GetProperty("phases")[0].GetProperty("steps")[0];
        Each.Of(
            ["cost", "costChange", "verdict", "counts", "changes"],
            name => Assert.Equal(JsonValueKind.Null, step.GetProperty(name).ValueKind));
    }
}
