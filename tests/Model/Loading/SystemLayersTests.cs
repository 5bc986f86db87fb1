using Infra.Model;
using Infra.Model.Loading;
using Infra.Tests.Support;

namespace Infra.Tests.Model.Loading;

public sealed class SystemLayersTests
{
    private const string Migration = """
        phases:
          - name: later
            order: 1
            title: Later
            changes: {cluster: {image: "a b"}}
            steps:
              - name: step
                title: Step
                changes: {cluster: {location: mars}}
                environments: [{name: prod, changes: {cluster: {sshUser: Root}}}, {name: other, changes: {name: "a b"}}]
        """;

    [Fact]
    public void ReportsAValueThatAnotherLayerReplaces()
    {
        using var system = new ScratchSystem();
        Prepend(system, "stacks/tiny/system.yaml", "environment: {protect: perhaps}\n");
        system.Write(
            "stacks/tiny/env.prod.yaml",
            Text(system, "env.prod.yaml").Replace("apps}", "apps, protect: true}", StringComparison.Ordinal));

        Assert.Empty(StackLoad.Load(system.Root, "prod").Result.Problems.Where(problem => problem.Level == ProblemLevel.Error));
        Assert.Equal(
            ["stacks/tiny/system.yaml:1: environment.protect: found the value 'perhaps'; write true or false"], Check(system, "prod"));
    }

    [Fact]
    public void ReportsValuesOfPhasesThatAreNotReachedYet()
    {
        using var system = new ScratchSystem().Write("stacks/tiny/migration.yaml", Migration);

        Assert.Equal(
            ["cluster.image: 'a b'", "cluster.location: 'mars'", "cluster.sshUser: 'Root'"],
            Check(system, "prod").Select(problem => string.Join(':', problem.Split(':')[2..]).Split(" is not")[0].Trim()));
        Assert.Contains(
            Check(system, null),
            problem => problem.StartsWith("stacks/tiny/migration.yaml:10: name: 'a b'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("apps: [{name: a, remove: true}]")]
    [InlineData("namespaces: {replace: [{name: b}]}")]
    [InlineData("storage: null")]
    [InlineData("cluster: {firewall: {publicTcp: []}}")]
    [InlineData("databases: {postgres: [{name: main, instances: 1}]}")]
    public void AcceptsInstructionsAndMissingSettings(string layer)
    {
        using var system = new ScratchSystem().Write("stacks/tiny/env.other.yaml", layer);

        Assert.Empty(Check(system, "other"));
    }

    [Theory]
    [InlineData("namespaces: {replace: [{name: B}]}", "namespaces.replace[B].name: 'B' is not a name of a namespace")]
    [InlineData("storage: {replace: []}", "storage.replace: unknown setting")]
    public void ChecksWhatAnInstructionAdds(string layer, string says)
    {
        using var system = new ScratchSystem().Write("stacks/tiny/env.other.yaml", layer);

        Assert.Contains(says, Assert.Single(Check(system, "other")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("community")]
    [InlineData("homelab")]
    public void FrozenLayersHaveNoProblem(string system) =>
        Problems.None(SystemLayers.Check(new(FrozenSystems.Root), system).Select(problem => problem.ToString()));

    private static string[] Check(ScratchSystem system, string? environment) =>
        [.. SystemLayers.Check(new(system.Root), "tiny", environment).Select(problem => problem.ToString())];

    private static string Text(ScratchSystem system, string file) => File.ReadAllText(Path.Combine(system.Root, "stacks", "tiny", file));

    private static void Prepend(ScratchSystem system, string file, string text) =>
        system.Write(file, text + File.ReadAllText(Path.Combine(system.Root, file)));
}
