using Infra.Model;
using Infra.Model.Loading;
using Infra.Tests.Systems;

namespace Infra.Tests.Model.Loading;

public sealed class SystemLoaderTests
{
    [Theory]
    [InlineData("tiny", "prod", "x", "Pulumi.prod.yaml:4: there is no phase 'x'")]
    [InlineData("tiny", "prd", "''", "Pulumi.prod.yaml:3: the system 'tiny' has no environment 'prd'")]
    [InlineData("tinny", "prod", "''", "Pulumi.prod.yaml:2: there is no system 'tinny'")]
    public void WrongSelectionHasItsLine(string name, string environment, string phase, string says)
    {
        using var system = new ScratchSystem();
        system.Write(
            "Pulumi.prod.yaml", $"config:\n  infra:system: {name}\n  infra:environment: {environment}\n  infra:phase: {phase}\n");
        Assert.StartsWith(
            says, Assert.Single(StackLoad.Load(system.Root, "prod").Result.Problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void PhaseOfTheCommandLineHasNoLine()
    {
        using var system = new ScratchSystem();
        system.Write("Pulumi.prod.yaml", "config:\n  infra:system: tiny\n  infra:environment: prod\n  infra:phase: y\n");
        Assert.StartsWith(
            "Pulumi.prod.yaml: there is no phase 'x'",
            Assert.Single(StackLoad.Load(system.Root, "prod", "x").Result.Problems).ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void SettingThatAllFilesLackIsMissingInTheSystemsFile()
    {
        using var system = new ScratchSystem();
        var file = Path.Combine(system.Root, "stacks/tiny/system.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace("domain: example.org\n", "", StringComparison.Ordinal));
        Assert.StartsWith(
            "stacks/tiny/system.yaml:1: domain: a required setting is missing",
            Assert.Single(StackLoad.Load(system.Root, "prod").Result.Problems).ToString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ingress: {tls: null}", "ingress.tls: tls.mode is certManager by default, and there is no email")]
    [InlineData("ingress: null", "ingress: tls.mode is certManager by default, and there is no email")]
    public void DefaultCertificatesNeedAMailAddress(string ingress, string says)
    {
        using var system = new ScratchSystem();
        var file = Path.Combine(system.Root, "stacks/tiny/env.prod.yaml");
        File.WriteAllText(file, $"{File.ReadAllText(file)}\n{ingress}\n");
        Assert.Contains(
            StackLoad.Load(system.Root, "prod").Result.Problems,
            problem => problem.ToString().Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void GuestLivesInNoSharedNamespace()
    {
        using var system = new ScratchSystem();
        system.Write("stacks/tiny/env.stage.yaml", "environment: {namespace: apps}\ncluster: {from: prod}");
        system.Write("Pulumi.stage.yaml", "config:\n  infra:system: tiny\n  infra:environment: stage\n");
        Assert.Contains(
            "environment.namespace: the namespace 'apps' is one that all environments of the cluster share, and its owner makes it",
            Assert.Single(StackLoad.Load(system.Root, "stage").Result.Problems, problem => problem.Level == ProblemLevel.Error).ToString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(998, null)]
    [InlineData(1000, ": namespaces: the list has 1001 entries, and the program takes at most 1000; divide the system into several")]
    public void ListOfRecordsHasALimit(int more, string? says)
    {
        using var system = new ScratchSystem();
        var file = Path.Combine(system.Root, "stacks/tiny/system.yaml");
        var namespaces = string.Concat(Enumerable.Range(0, more).Select(number => $", {{name: n{number}}}"));
        File.WriteAllText(file, File.ReadAllText(file).Replace("{name: apps}", "{name: apps}" + namespaces, StringComparison.Ordinal));

        Assert.Equal(
            says is null ? [] : ["stacks/tiny/system.yaml:4" + says],
            StackLoad.Load(system.Root, "prod").Result.Problems
                .Where(problem => problem.Level == ProblemLevel.Error)
                .Select(problem => problem.ToString()));
    }

    [Fact]
    public void GuestIsNotAheadOfTheOwnerOfItsDatabases()
    {
        using var copy = new FrozenCopy();
        copy.Edit("Pulumi.prod.yaml", "infra:phase: 3-prod", "infra:phase: 1-dev");

        var errors = StackLoad.Load(new ProjectFiles(copy.Root), "stage", phase: null, withOthers: true).Result.Problems
            .Where(problem => problem.Level == ProblemLevel.Error)
            .Select(problem => problem.ToString())
            .ToArray();

        Assert.Contains(errors, error => error.Contains(
            "the stack prod does not make the database postgres/discourse in its phase '1-dev', and it is used from namespace stage; "
                + "bring prod to a phase in which the server runs on the cluster, or go back to an earlier one here",
            StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("the database mysql/wordpress", StringComparison.Ordinal));
    }

    [Fact]
    public void WarnsOfALaterPhaseWhosePodsDoNotFit()
    {
        using var system = new ScratchSystem();
        system.Write("stacks/tiny/migration.yaml", """
            phases:
              - {name: a, order: 1, title: A}
              - name: b
                order: 2
                title: B
                changes:
                  apps:
                    - name: web
                      kind: deployment
                      image: web:1.0
                      resources: {requestCpu: 100m, requestMemory: 64Gi, limitCpu: 100m, limitMemory: 64Gi}
              - {name: c, order: 3, title: C}
            """);
        var warnings = StackLoad.Load(new ProjectFiles(system.Root), "prod", "a", withOthers: true).Result.Problems;
        Assert.Contains(
            "in the later phase 'b' the pods ask for 64.3Gi of memory, and one offers 6Gi: web 64Gi + ",
            string.Join('\n', warnings),
            StringComparison.Ordinal);
        Assert.DoesNotContain("later phase 'c'", string.Join('\n', warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void LayersMergeInOrder()
    {
        using var system = new ScratchSystem();
        system.Write(
            "stacks/tiny/system.yaml",
            "name: tiny\ndomain: system.org\ndescription: system\ncluster: {name: tiny, location: fsn1, image: system, sshUser: " +
            "system}\nnamespaces: [{name: apps}]\ningress: {tls: {mode: none}}");
        system.Write(
            "stacks/tiny/env.prod.yaml",
            "description: env\nenvironment: {namespace: apps}\ncluster: {image: env, sshUser: env, nodes: [{name: one, role: server, " +
            "privateIp: 10.0.1.11}], firewall: {ranges: [{name: us, addresses: [198.18.0.0/24]}], sshFrom: [us], apiFrom: [us]}}");
        system.Write(
            "stacks/tiny/migration.yaml",
            "phases: [{name: p, order: 1, title: P, steps: [{name: s, title: S, changes: {cluster: {sshUser: phase, image: phase}}}]}]");
        var spec = Load(system, "p", "cluster: {sshUser: stack}").Spec!;
        Assert.Equal(
            ("system.org", "env", "fsn1", "phase", "stack"),
            (spec.Domain, spec.Description, spec.Cluster.Location, spec.Cluster.Image, spec.Cluster.SshUser));
    }

    [Fact]
    public void AppliesStepsUpToTheSelectedOne()
    {
        using var system = WithSteps();
        Assert.Equal("a", Load(system, "p-a").Spec!.Description);
        Assert.Equal("b", Load(system, "p-b").Spec!.Description);
        Assert.Equal("b", Load(system, "p").Spec!.Description);
        Assert.Equal("c", Load(system, "q").Spec!.Description);
    }

    [Fact]
    public void AppliesNoStepWithoutAPhase()
    {
        using var system = WithSteps();
        Assert.Equal("", Load(system, null).Spec!.Description);
        Assert.Equal("", Load(system, "").Spec!.Description);
    }

    [Theory]
    [InlineData("prod", "stage", "test")]
    [InlineData("dev")]
    [InlineData("stage")]
    public void GuestsAreTheEnvironmentsThatNameTheCluster(string environment, params string[] guests) =>
        Assert.Equal(guests, Community.Spec(environment).Guests);

    [Fact]
    public void RefusesGuestsSetByHand() =>
        Assert.Contains("'guests' cannot be set here", Assert.Single(Community.Errors("guests: [dev]")), StringComparison.Ordinal);

    [Fact]
    public void IgnoresChangesOfOtherEnvironments()
    {
        using var system = new ScratchSystem();
        system.Write("stacks/tiny/env.stage.yaml", "environment: {namespace: apps}\ncluster: {from: prod}");
        system.Write(
            "stacks/tiny/migration.yaml",
            "phases: [{name: p, order: 1, title: P, steps: [{name: s, title: S, environments: [{name: stage, changes: {description: " +
            "staged}}]}]}]");
        Assert.Equal("", Load(system, "p").Spec!.Description);
        Assert.Equal("staged", Load(system, "p", environment: "stage").Spec!.Description);
    }

    [Fact]
    public void ReportsAnUnknownPhaseWithTheKnownOnes()
    {
        using var system = WithSteps();
        Assert.Contains("there is no phase 'x'; the phases are p-a, p-b, p, q-c, q", Single(Load(system, "x")), StringComparison.Ordinal);
    }

    [Fact]
    public void ReportsAnUnknownSystemWithAHint()
    {
        using var system = new ScratchSystem();
        var result = StackLoad.System(system.Root, new StackSelection { Stack = "prod", System = "tinny", Environment = "prod" });
        Assert.Equal("Pulumi.prod.yaml: there is no system 'tinny' in stacks/; did you mean 'tiny'?", Single(result));
    }

    [Fact]
    public void ReportsAnUnknownEnvironmentWithAHint()
    {
        using var system = new ScratchSystem();
        Assert.Contains(
            "the system 'tiny' has no environment 'pord'; did you mean 'prod'?",
            Single(Load(system, environment: "pord")),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../tiny")]
    [InlineData("..")]
    [InlineData("")]
    public void RefusesAPathAsSystem(string name)
    {
        using var system = new ScratchSystem();
        Assert.False(StackLoad.System(system.Root, new StackSelection { Stack = "prod", System = name, Environment = "prod" }).Succeeded);
    }

    [Fact]
    public void ReportsProblemsOfSeveralFilesAtOnce()
    {
        using var system = new ScratchSystem();
        system.Write("stacks/tiny/system.yaml", "a: &x 1\n").Write("stacks/tiny/env.prod.yaml", "b: [\n");
        var files = Load(system).Problems.Select(problem => problem.Position.File).Distinct();
        Assert.Equal(["stacks/tiny/env.prod.yaml", "stacks/tiny/system.yaml"], files);
    }

    [Fact]
    public void ReportsTextThatIsNotUtf8()
    {
        using var system = new ScratchSystem();
        File.WriteAllBytes(Path.Combine(system.Root, "stacks/tiny/system.yaml"), [0x61, 0x3a, 0x20, 0xff, 0xfe]);
        Assert.Contains("not UTF-8", Single(Load(system)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("- a\n", "the file holds a list")]
    [InlineData("just text\n", "the file holds the value 'just text'")]
    public void RefusesAFileThatIsNoMap(string text, string says)
    {
        using var system = new ScratchSystem();
        system.Write("stacks/tiny/system.yaml", text);
        Assert.Contains(says, Single(Load(system)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stack: {name: x}", "'stack' cannot be set here")]
    [InlineData("migration: {}", "'migration' cannot be set here")]
    [InlineData("environment: {name: x}", "the environment's name cannot be set")]
    public void RefusesSettingsOfTheLoaderInOverrides(string overrides, string says)
    {
        using var system = new ScratchSystem();
        Assert.Contains(says, Single(Load(system, overrides: overrides)), StringComparison.Ordinal);
    }

    [Fact]
    public void ReadsOverridesAsJson()
    {
        using var system = new ScratchSystem();
        Assert.Equal("over.org", Load(system, overrides: """{"domain":"over.org"}""").Spec!.Domain);
    }

    [Theory]
    [InlineData("[1]", "the overrides are a list")]
    [InlineData("text", "the overrides are the value 'text'")]
    public void RefusesOverridesThatAreNoMap(string overrides, string says)
    {
        using var system = new ScratchSystem();
        Assert.Contains(says, Single(Load(system, overrides: overrides)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("null")]
    public void EmptyOverridesChangeNothing(string overrides)
    {
        using var system = new ScratchSystem();
        Assert.True(Load(system, overrides: overrides).Succeeded);
    }

    [Fact]
    public void GuestSeesTheNodesOfItsOwner()
    {
        using var system = new ScratchSystem();
        system.Write("stacks/tiny/env.stage.yaml", "environment: {namespace: apps}\ncluster: {from: prod}");
        var cluster = Load(system, environment: "stage").Spec!.Cluster;
        Assert.Equal(("prod", "one"), (cluster.From, Assert.Single(cluster.Nodes).Name));
    }

    [Fact]
    public void GuestSeesTheClusterWithTheOwnersOverrides()
    {
        using var system = WithGuest();
        system.Write(
            "stacks/tiny/migration.yaml",
            "phases: [{name: p, order: 1, title: P, steps: [{name: p-a, title: A, changes: {cluster: {k3s: {disable: [traefik]}}}}]}]");
        system.Write(
            "Pulumi.prod.yaml",
            "config:\n  infra:system: tiny\n  infra:environment: prod\n  infra:phase: p-a\n  infra:overrides:\n    cluster: " +
            "{firewall: {ranges: [{name: us, addresses: {replace: [198.18.7.0/24]}}]}}\n");
        var cluster = Load(system, environment: "stage").Spec!.Cluster;
        Assert.Equal(["traefik"], cluster.K3s.Disable);
        Assert.Equal(["198.18.7.0/24"], Assert.Single(cluster.Firewall.Ranges).Addresses.Select(range => range.ToString()));
    }

    [Fact]
    public void RefusesClusterSettingsOfAGuest()
    {
        using var system = WithGuest(", location: fsn1");
        Assert.Equal(
            "stacks/tiny/env.stage.yaml:2: 'cluster.location' is described by 'prod', which owns the cluster of this stack; " +
            "change it there, or leave it out here",
            Single(Load(system, environment: "stage")));
    }

    [Fact]
    public void RefusesClusterSettingsInAGuestsOverrides()
    {
        using var system = WithGuest();
        Assert.StartsWith(
            "overrides:1: 'cluster.location' is described by 'prod'",
            Single(Load(system, overrides: "cluster: {location: fsn1}", environment: "stage")),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stage")]
    [InlineData("nowhere")]
    public void RefusesAClusterOfAnUnknownEnvironment(string from)
    {
        using var system = new ScratchSystem();
        system.Write("stacks/tiny/env.stage.yaml", $"environment: {{namespace: apps}}\ncluster: {{from: {from}}}");
        Assert.Contains(
            Load(system, environment: "stage").Problems,
            problem => problem.Wrong.Contains("which is no other environment", StringComparison.Ordinal));
    }

    [Fact]
    public void RefusesAClusterOfAGuest()
    {
        using var system = new ScratchSystem();
        system.Write("stacks/tiny/env.a.yaml", "environment: {namespace: apps}\ncluster: {from: prod}");
        system.Write("stacks/tiny/env.b.yaml", "environment: {namespace: apps}\ncluster: {from: a}");
        Assert.Contains(
            Load(system, environment: "b").Problems,
            problem => problem.Wrong.Contains("has no cluster of its own", StringComparison.Ordinal));
    }

    [Fact]
    public void OwnerIsTheStackOfTheEnvironment()
    {
        using var system = new ScratchSystem();
        system.Write("stacks/tiny/env.stage.yaml", "environment: {namespace: apps}\ncluster: {from: prod}");
        Assert.Equal("prod", Load(system, environment: "stage").Spec!.Stack.ClusterOwner);
    }

    [Fact]
    public void EnvironmentWithoutAStackOwnsNoCluster()
    {
        using var system = new ScratchSystem().Delete("Pulumi.prod.yaml");
        system.Write("stacks/tiny/env.stage.yaml", "environment: {namespace: apps}\ncluster: {from: prod}");
        Assert.Equal(
            "stacks/tiny/env.stage.yaml:2: no stack of 'tiny' has the environment 'prod', whose cluster this one lives in; write a " +
            "Pulumi.<stack>.yaml with infra:environment: prod",
            Single(Load(system, environment: "stage")));
    }

    [Theory]
    [InlineData("", "several stacks have the environment 'prod': blue, prod")]
    [InlineData(", fromStack: bleu", "the stack 'bleu' is no stack of the environment 'prod'; did you mean 'blue'?")]
    public void SeveralStacksOfTheOwnerNeedAName(string named, string problem)
    {
        using var system = WithTwoOwners(named);
        Assert.Contains(problem, Single(Load(system, environment: "stage")), StringComparison.Ordinal);
    }

    [Fact]
    public void NamedStackOwnsTheCluster()
    {
        using var system = WithTwoOwners(", fromStack: blue");
        Assert.Equal("blue", Load(system, environment: "stage").Spec!.Stack.ClusterOwner);
    }

    [Fact]
    public void LoaderSetsTheStack()
    {
        using var system = WithSteps();
        Assert.Equal(new StackId { Name = "live", System = "tiny", Environment = "prod", Phase = "p-a" }, Load(system, "p-a").Spec!.Stack);
    }

    [Fact]
    public void ProblemsNameTheLayerThatCausedThem()
    {
        using var system = new ScratchSystem();
        system.Write(
            "stacks/tiny/env.prod.yaml",
            "environment: {namespace: apps}\n\ncluster:\n  nodes:\n    - {name: one, role: server, privateIp: 10.9.9.9}\n  firewall: " +
            "{ranges: [{name: us, addresses: [198.18.0.0/24]}], sshFrom: [us], apiFrom: [us]}\n");
        Assert.StartsWith(
            "stacks/tiny/env.prod.yaml:5: cluster.nodes[one].privateIp: 10.9.9.9 is no address",
            Single(Load(system)),
            StringComparison.Ordinal);
    }

    private static ScratchSystem WithGuest(string more = "") =>
        new ScratchSystem().Write("stacks/tiny/env.stage.yaml", $"environment: {{namespace: apps}}\ncluster: {{from: prod{more}}}");

    private static ScratchSystem WithTwoOwners(string named) => new ScratchSystem()
        .Write("stacks/tiny/env.stage.yaml", $"environment: {{namespace: apps}}\ncluster: {{from: prod{named}}}")
        .Write("Pulumi.blue.yaml", "config:\n  infra:system: tiny\n  infra:environment: prod\n");

    private static ScratchSystem WithSteps() => new ScratchSystem().Write("stacks/tiny/migration.yaml", """
        phases:
          - {name: q, order: 2, title: Q, steps: [{name: q-c, title: C, changes: {description: c}}]}
          - name: p
            order: 1
            title: P
            steps:
              - {name: p-a, title: A, changes: {description: a}}
              - {name: p-b, title: B, changes: {description: b}}
        """);

    private static LoadResult Load(ScratchSystem system, string? phase = null, string? overrides = null, string environment = "prod") =>
        StackLoad.System(system.Root, new StackSelection
        {
            Stack = "live",
            System = "tiny",
            Environment = environment,
            Phase = phase,
            Overrides = overrides is null ? null : new StackOverrides(overrides, "overrides"),
        });

    private static string Single(LoadResult result)
    {
        Assert.False(result.Succeeded);
        return Assert.Single(result.Problems).ToString();
    }
}
