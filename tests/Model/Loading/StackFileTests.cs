using Infra.Model;
using Infra.Model.Documentation;
using Infra.Model.Loading;
using Infra.Tests.Systems;

namespace Infra.Tests.Model.Loading;

public sealed class StackFileTests
{
    [Fact]
    public void ReadsTheSelection()
    {
        using var system = With("  infra:system: tiny\n  infra:environment: prod\n  infra:phase: 3-prod\n");
        var selection = StackFile.Read(new ProjectFiles(system.Root), "prod").Select(new ProblemList())!;
        Assert.Equal(("prod", "tiny", "prod", "3-prod"), (selection.Stack, selection.System, selection.Environment, selection.Phase));
    }

    [Fact]
    public void EmptyPhaseMeansNone()
    {
        using var system = With("  infra:system: tiny\n  infra:environment: prod\n  infra:phase: ''\n");
        Assert.Null(StackFile.Read(new ProjectFiles(system.Root), "prod").Select(new ProblemList())!.Phase);
    }

    [Fact]
    public void EncryptedValuesArePresentAndNotRead()
    {
        using var system = With("  hcloud:token:\n    secure: v1:abc:def\n");
        var file = StackFile.Read(new ProjectFiles(system.Root), "prod");
        Assert.Contains("hcloud:token", file.Secure.Keys);
        Assert.Empty(file.Values);
        Assert.DoesNotContain("v1:abc", file.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ReportsEveryMissingSelection()
    {
        using var system = With("  other:key: 1\n");
        var problems = new ProblemList();
        Assert.Null(StackFile.Read(new ProjectFiles(system.Root), "prod").Select(problems));
        Assert.Equal(2, problems.Count);
    }

    [Fact]
    public void OverridesKeepTheirLines()
    {
        using var system = With("  infra:system: tiny\n  infra:environment: prod\n  infra:overrides:\n    domian: x.org\n");
        Assert.Equal(
            "Pulumi.prod.yaml:5: domian: unknown setting; did you mean 'domain'?",
            Assert.Single(StackLoad.Load(system.Root, "prod").Result.Problems).ToString());
    }

    [Theory]
    [InlineData("|\n    description: x\n    domian: x.org\n", 6)]
    [InlineData("'{\"domian\": \"x.org\"}'\n", 4)]
    public void OverridesMayBeText(string overrides, int line)
    {
        using var system = With($"  infra:system: tiny\n  infra:environment: prod\n  infra:overrides: {overrides}");
        Assert.Equal(
            $"Pulumi.prod.yaml:{line}: domian: unknown setting; did you mean 'domain'?",
            Assert.Single(StackLoad.Load(system.Root, "prod").Result.Problems).ToString());
    }

    [Fact]
    public void OverridesAsTextAreMerged()
    {
        using var system = With("  infra:system: tiny\n  infra:environment: prod\n  infra:overrides: |\n    domain: over.org\n");
        Assert.Equal("over.org", StackLoad.Load(system.Root, "prod").Result.Spec!.Domain);
    }

    [Fact]
    public void ExampleOfTheGuideIsMerged()
    {
        using var copy = new FrozenCopy();
        File.WriteAllText(Path.Combine(copy.Root, "Pulumi.dev.yaml"), ConfigurationGuide.OverridesExample);

        var result = StackLoad.Load(copy.Root, "dev").Result;

        Assert.Equal("cx43", Assert.Single(result.Spec!.Cluster.Nodes).ServerType);
        Assert.False(result.Spec.Ingress.Tls.Staging);
    }

    [Theory]
    [InlineData("infra:overrides: [1]", "'infra:overrides' is a list; it needs a map")]
    [InlineData("infra:overrides:\n    secure: v1:abc", "'infra:overrides' is encrypted")]
    [InlineData("infra:phase:\n    secure: v1:abc", "'infra:phase' is encrypted")]
    [InlineData("infra:phase: {a: b}", "'infra:phase' is a map; it needs a single value")]
    public void RefusesYamlThatOnlyTheEngineReads(string entry, string says)
    {
        using var system = With($"  infra:system: tiny\n  infra:environment: prod\n  {entry}\n");
        Assert.StartsWith(
            $"Pulumi.prod.yaml:4: {says}",
            Assert.Single(StackFile.Read(new ProjectFiles(system.Root), "prod").Problems).ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesAnEncryptedValueInTheOverrides()
    {
        using var system = With("  infra:overrides:\n    domain:\n      secure: v1:abc\n");
        Assert.Contains(
            "an encrypted value among the overrides",
            Assert.Single(StackFile.Read(new ProjectFiles(system.Root), "prod").Problems).ToString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("infra:override: {domain: over.org}")]
    [InlineData("infra:override: [domain]")]
    public void ReportsAnUnknownKeyWithSettings(string line)
    {
        using var system = new ScratchSystem();
        File.AppendAllText(Path.Combine(system.Root, "Pulumi.prod.yaml"), $"  {line}\n");

        Assert.Contains(
            "unknown key 'infra:override'; did you mean 'infra:overrides'?",
            Assert.Single(StackFile.Read(new ProjectFiles(system.Root), "prod").Problems).ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void ReportsAFileWithoutConfig()
    {
        using var system = new ScratchSystem().Write("Pulumi.prod.yaml", "encryptionsalt: v1:abc\n");
        Assert.Contains(
            "'config' is missing",
            Assert.Single(StackFile.Read(new ProjectFiles(system.Root), "prod").Problems).ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void ReportsAMissingFile()
    {
        using var system = new ScratchSystem();
        Assert.Contains(
            "Pulumi.nope.yaml: the file cannot be read",
            Assert.Single(StackFile.Read(new ProjectFiles(system.Root), "nope").Problems).ToString(),
            StringComparison.Ordinal);
    }

    private static ScratchSystem With(string config) => new ScratchSystem().Write("Pulumi.prod.yaml", "config:\n" + config);

    /// <summary>The name stands in commands to copy.</summary>
    [Theory]
    [InlineData("a b")]
    [InlineData("$(reboot)")]
    [InlineData("prod;x")]
    public void RefusesANameThatPulumiRefuses(string stack)
    {
        using var system = new ScratchSystem();
        system.Write($"Pulumi.{stack}.yaml", File.ReadAllText(Path.Combine(system.Root, "Pulumi.prod.yaml")));

        Assert.Contains(
            $"Pulumi.{stack}.yaml: '{stack}' is not a name of a stack; rename the file",
            Assert.Single(StackLoad.Load(system.Root, stack).Result.Problems).ToString(),
            StringComparison.Ordinal);
    }
}
