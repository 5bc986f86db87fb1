using Infra.Model;
using Infra.Model.Loading;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Model.Loading;

public sealed class StackConfirmationsTests
{
    private const string Plan = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private const string Migration = """
        phases:
          - name: a
            order: 1
            title: A
            steps: [{name: a1, title: A1}, {name: a2, title: A2}]
            gates:
              - name: gate-1
                title: G
                criteria:
                  - {name: people, title: P, check: confirmed}
                  - {name: policy, title: P, check: policyClean}
                  - {name: nodes, title: N, check: nodesReady}
              - name: gate-1b
                title: G
                criteria: [{name: people, title: P, check: confirmed}]
          - {name: b, order: 2, title: B, steps: [{name: b1, title: B1}]}
          - {name: c, order: 3, title: C, gates: [{name: gate-end, title: G, criteria: []}]}
        """;

    [Fact]
    public void ReadsConfirmationsOfPeopleAndPlans()
    {
        var result = Load(
            $"""
              infra:confirmations:
                - gate: gate-1
                  criterion: people
                  step: b1
                  by: Ada Lovelace
                  on: 2026-03-01
                - gate: gate-1
                  criterion: policy
                  step: b1
                  plan: {Plan}
            """);

        Assert.True(result.Succeeded, string.Join('\n', result.Problems));
        Assert.Equal(
            [
                new() { Gate = "gate-1", Criterion = "people", Step = "b1", By = "Ada Lovelace", On = "2026-03-01" },
                new() { Gate = "gate-1", Criterion = "policy", Step = "b1", Plan = Plan },
            ],
            result.Spec.Stack.Confirmations);
    }

    [Theory]
    [InlineData("'[{\"gate\": \"gate-1\", \"criterion\": \"people\", \"step\": \"b1\", \"by\": \"Ada\", \"on\": \"2026-03-01\"}]'")]
    [InlineData("|\n    - {gate: gate-1, criterion: people, step: b1, by: Ada, on: 2026-03-01}")]
    public void ConfirmationsMayBeText(string text)
    {
        var result = Load($"  infra:confirmations: {text}");

        Assert.True(result.Succeeded, string.Join('\n', result.Problems));
        Assert.Equal("Ada", Assert.Single(result.Spec.Stack.Confirmations).By);
    }

    // A day without quotes is a time for the engine's YAML, which the program then gets in this form.
    [Fact]
    public void ReadsTheFormThatTheEngineGivesToADay()
    {
        var problems = new ProblemList();
        var read = new StackConfirmations(
            """[{"by":"Ada","criterion":"people","gate":"gate-1","on":"2026-03-01 00:00:00 +0000 UTC","step":"b1"}]""",
            "infra:confirmations").Read(problems, new());

        Assert.Empty(problems.Sorted());
        Assert.Equal("2026-03-01", Assert.Single(read).On);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    public void EmptyTextHasNoConfirmations(string text)
    {
        var problems = new ProblemList();
        Assert.Empty(new StackConfirmations(text, "infra:confirmations").Read(problems, new()));
        Assert.Empty(problems.Sorted());
    }

    [Theory]
    [InlineData("gate: gate-2, criterion: people, step: b1, by: A, on: 2026-03-01", "[1].gate: there is no gate 'gate-2'; did you mean")]
    [InlineData(
        "gate: gate-1, criterion: peple, step: b1, by: A, on: 2026-03-01",
        "[1].criterion: there is no criterion of gate-1 'peple'; did you mean 'people'?")]
    [InlineData(
        "gate: gate-1, criterion: people, step: a2, by: A, on: 2026-03-01",
        "[1].step: the gate 'gate-1' does not stand before 'a2'; write the step after it: b1")]
    [InlineData("gate: gate-end, criterion: x, step: c, by: A, on: 2026-03-01", "[1].gate: the gate 'gate-end' stands before no step")]
    [InlineData("gate: gate-1, criterion: people, step: b1, by: A, on: 1.3.2026", "[1].on: '1.3.2026' is not a day; write a day like")]
    [InlineData("gate: gate-1, criterion: people, step: b1, by: A, on: 2026-02-30", "[1].on: '2026-02-30' is not a day")]
    [InlineData("gate: gate-1, criterion: people, step: b1, on: 2026-03-01", "[1].by: a person confirms the criterion, and it is missing")]
    [InlineData("gate: gate-1, criterion: people, step: b1, by: A", "[1].on: a person confirms the criterion, and it is missing")]
    [InlineData(
        $"gate: gate-1, criterion: people, step: b1, by: A, on: 2026-03-01, plan: {Plan}",
        "[1].plan: a person confirms the criterion, no plan; remove the setting")]
    [InlineData(
        "gate: gate-1, criterion: policy, step: b1",
        "[1].plan: the checksum of the checked plan is missing; run dotnet run --project cli -- gate prod --step b1, which prints it")]
    [InlineData($"gate: gate-1, criterion: policy, step: b1, by: A, plan: {Plan}", "[1].by: the plan is confirmed, by no person; remove")]
    [InlineData("gate: gate-1, criterion: policy, step: b1, plan: abc", "[1].plan: 'abc' is not a SHA-256")]
    [InlineData(
        "gate: gate-1, criterion: nodes, step: b1, by: A, on: 2026-03-01",
        "[1].criterion: the program itself checks 'nodes', and no confirmation replaces the check; remove the confirmation")]
    [InlineData("gate: gate-1, criterion: people, step: b1, by: A, on: 2026-03-01, why: x", "[1].why: unknown setting")]
    [InlineData("gate: gate-1, criterion: people, by: A, on: 2026-03-01", "[1].step: a required setting is missing")]
    public void RefusesConfirmationThatNoGateAsksFor(string confirmation, string says) =>
        Assert.StartsWith(
            $"Pulumi.prod.yaml:5: infra:confirmations{says}",
            Load($"  infra:confirmations:\n    - {{{confirmation}}}").Problems[0].ToString(),
            StringComparison.Ordinal);

    [Fact]
    public void ReportsEveryProblemAtItsLine()
    {
        var result = Load(
            """
              infra:phaseInForce: d
              infra:confirmations:
                - gate: gate-1
                  criterion: people
                  step: a1
                  on: 2026-13-01
                - gate: gate-9
                  criterion: people
                  step: b1
                - people
            """);

        Assert.Equal(
            [
                "Pulumi.prod.yaml:4: infra:phaseInForce: there is no phase 'd'; write the one that the stack is at: a1, a2, a, b1, b, c",
                "Pulumi.prod.yaml:6: infra:confirmations[1].by: a person confirms the criterion, and it is missing; write the name of the "
                    + "person",
                "Pulumi.prod.yaml:8: infra:confirmations[1].step: the gate 'gate-1' does not stand before 'a1'; "
                    + "write the step after it: b1",
                "Pulumi.prod.yaml:9: infra:confirmations[1].on: '2026-13-01' is not a day; write a day like 2026-03-01",
                "Pulumi.prod.yaml:10: infra:confirmations[2].gate: there is no gate 'gate-9'; did you mean 'gate-1'?",
                "Pulumi.prod.yaml:13: infra:confirmations[3]: found the value 'people'; write a map of gate, criterion and step",
            ],
            result.Problems.Where(problem => problem.Level == ProblemLevel.Error).Select(problem => problem.ToString()));
    }

    [Fact]
    public void RefusesAnEncryptedValueInAConfirmation() =>
        Assert.StartsWith(
            "Pulumi.prod.yaml:7: an encrypted value among the confirmations",
            Assert.Single(Load("  infra:confirmations:\n    - gate: gate-1\n      by:\n        secure: v1:abc").Problems).ToString(),
            StringComparison.Ordinal);

    [Fact]
    public void RefusesTwoConfirmationsOfOneCriterion() =>
        Assert.Contains(
            "Pulumi.prod.yaml:6: infra:confirmations[2]: the criterion is confirmed twice for the step; keep the later confirmation",
            Load(
                """
                  infra:confirmations:
                    - {gate: gate-1, criterion: people, step: b1, by: A, on: 2026-03-01}
                    - {gate: gate-1, criterion: people, step: b1, by: B, on: 2026-03-02}
                """).Problems.Select(problem => problem.ToString()));

    [Theory]
    [InlineData("infra:confirmations: {gate: gate-1}", "'infra:confirmations' is a map; it needs a list of {gate, criterion,")]
    [InlineData("infra:confirmations: yes", "'infra:confirmations' is the value 'yes'; it needs a list of")]
    [InlineData("infra:confirmations:\n    secure: v1:abc", "'infra:confirmations' is encrypted, and no preview could read it")]
    [InlineData("infra:confirmation: []", "unknown key 'infra:confirmation'; did you mean 'infra:confirmations'?")]
    public void RefusesAnotherFormThanAList(string entry, string says) =>
        Assert.StartsWith(
            $"Pulumi.prod.yaml:4: {says}", Assert.Single(Load($"  {entry}").Problems).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("a1", "a1")]
    [InlineData("a", "a")]
    [InlineData("''", null)]
    public void ReadsThePhaseInForce(string written, string? phase) =>
        Assert.Equal(phase, Load($"  infra:phaseInForce: {written}").Spec!.Stack.PhaseInForce);

    private static LoadResult Load(string config)
    {
        using var system = new ScratchSystem()
            .Write("stacks/tiny/migration.yaml", Migration)
            .Write("Pulumi.prod.yaml", $"config:\n  infra:system: tiny\n  infra:environment: prod\n{config}\n");
        return StackLoad.Load(system.Root, "prod").Result;
    }
}
