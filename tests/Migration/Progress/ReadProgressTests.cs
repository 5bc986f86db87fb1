using System.Collections.Immutable;
using Infra.Migration;
using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Migration.Progress;

/// <summary>The plan of a stack whose last outputs are read, as <c>pulumi up</c> reads them.</summary>
public sealed class ReadProgressTests
{
    private const string Command = "command:remote:Command";
    private static readonly string[] Kept = ["connection", "create", "stdin"];

    [Fact]
    public async Task WhatAnEarlierRunMadeDoesNotRunAgainForAnotherServerOrScript()
    {
        var plan = await PlanAsync("3-prod-10");

        Assert.Equal(Kept, Only(plan, "gate-gate-2-command").IgnoreChanges);
        Assert.Equal(Kept, Only(plan, "move-logto-database").IgnoreChanges);
        Assert.Empty(Only(plan, "gate-gate-data-command").IgnoreChanges);
    }

    [Fact]
    public async Task GateIsAskedOfAServerOfTheLastRun()
    {
        IReadOnlyDictionary<string, object>? connection = null;
        await PlanAsync("3-prod-10", (name, inputs) => connection = name == "gate-gate-data-command"
            ? (IReadOnlyDictionary<string, object>)inputs["connection"] : connection);

        Assert.Equal(
            ("192.0.2.77", "ssh-ed25519 KEY", "root"), (connection!["host"], connection["hostKey"], connection["user"]));
    }

    [Fact]
    public async Task EvidenceOfFormerPassagesStaysAnOutput() =>
        Assert.Contains("gate-2/errors", (await PlanAsync("3-prod-10")).Outputs["gates"]!.Keys);

    [Fact]
    public void GateOfAClusterWhoseOutputsDoNotSayHowItIsReachedIsRefused()
    {
        var system = Community.Spec("prod", "3-prod-10");
        var progress = new MigrationProgress { IsRead = true, IsUp = true, Phase = "3-data", HasServers = false };

        var refusals = GateDecisions.Of(system, new(), progress, GatePlan.Of(system, progress)).Refusals;

        Assert.NotEmpty(refusals);
        Each.Of(refusals, static refusal => Assert.Contains(
            "the outputs of prod do not say how: an older program wrote them; run pulumi up --stack prod once at its present step",
            refusal.ToString(),
            StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("wordpress-docker-1")]
    [InlineData("logto-docker-1")]
    public void RequestsThatDockerAnswersAreNotCounted(string bridge)
    {
        var system = Community.Spec("prod", "3-prod-10");
        var gate = system.Migration.Phases.SelectMany(static phase => phase.Gates).Single(static gate => gate.Name == "gate-10");

        var asked = GateQuestions.Of(system, gate).Single(static question => question.Criterion.Check == GateCheck.ErrorRate);

        Assert.Matches($"service!~\"[^\"]*prod-{bridge}[^\"]*\"", string.Join('\n', asked.Arguments));
    }

    /// <summary>The name of a stack need not be that of its environment.</summary>
    [Fact]
    public void DataMoveOfTheClustersOwnerIsFoundUnderItsStack()
    {
        var stage = Community.Spec("stage", "3-prod-10");
        stage = stage with { Stack = stage.Stack with { ClusterOwner = "production" } };
        var gate = stage.Migration.Phases.SelectMany(static phase => phase.Gates).Single(static gate => gate.Name == "gate-data");

        Assert.Contains("infra-move-production-logto-database", GateQuestions.Of(stage, gate).SelectMany(static one => one.Arguments));
    }

    private static PlanResource Only(PlanGraph plan, string name) =>
        Assert.Single(plan.Resources, resource => resource.Name == name && resource.Type == Command);

    private static async Task<PlanGraph> PlanAsync(string step, Action<string, IReadOnlyDictionary<string, object>>? sees = null)
    {
        var ssh = ImmutableDictionary<string, object>.Empty
            .Add("address", "192.0.2.77").Add("port", "22").Add("user", "root").Add("hostKey", "ssh-ed25519 KEY");
        var outputs = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["kubeconfig"] = "a kubeconfig",
            ["k3sVersion"] = "v1.34.6+k3s1",
            ["phase"] = "3-data",
            ["serverSsh"] = ImmutableDictionary<string, object>.Empty.Add("master-1", ssh),
            ["gates"] = ImmutableDictionary<string, object>.Empty.Add("gate-2/errors", "{}"),
            ["dataMoves"] = ImmutableDictionary<string, object>.Empty.Add("logto-database", "{}"),
        };
        var result = await Plans.RecordAsync(Community.Spec("prod", step), _ => outputs, readsProgress: true, computed: (_, name, inputs) =>
        {
            sees?.Invoke(name, inputs);
            return null;
        });
        Assert.Empty(result.Problems);
        return result.Graph!;
    }
}
