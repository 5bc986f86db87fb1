using Infra.Model.Loading;
using Infra.Tests.Model;

namespace Infra.Tests;

public sealed class StackLoadTests
{
    private const string Choices = "config:\n  infra:system: tiny\n  infra:environment: prod\n";

    [Fact]
    public void MissingSecretIsNoProblem()
    {
        using var system = new ScratchSystem();
        var load = StackLoad.Load(system.Root, "prod");
        Assert.True(load.Result.Succeeded);
        Assert.Equal("pulumi config set --secret hcloud:token --stack prod", Assert.Single(load.MissingSecrets).Command);
    }

    [Fact]
    public void SecretThatIsSetIsNotMissing()
    {
        using var system = new ScratchSystem().Write("Pulumi.prod.yaml", Choices + "  hcloud:token:\n    secure: v1:abc\n");
        Assert.Empty(StackLoad.Load(system.Root, "prod").MissingSecrets);
    }

    [Fact]
    public void SecretInPlainTextIsAnErrorThatDoesNotShowIt()
    {
        using var system = new ScratchSystem().Write("Pulumi.prod.yaml", Choices + "  hcloud:token: abcdef123456\n");
        var problem = Assert.Single(StackLoad.Load(system.Root, "prod").Result.Problems).ToString();
        Assert.StartsWith("Pulumi.prod.yaml:4: the secret 'hcloud:token' is in plain text", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("abcdef", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesGeneratedSecretThatOthersHaveToKnow()
    {
        using var system = new ScratchSystem();
        system.Write("stacks/tiny/env.prod.yaml", File.ReadAllText(Path.Combine(system.Root, "stacks/tiny/env.prod.yaml"))
            + "\n  registries: [{name: docker.io, username: u, password: pull}]\n"
            + "secrets: [{name: pull, purpose: p, generated: true}, {name: idle, purpose: p, generated: true}]\n");
        var problem = Assert.Single(StackLoad.Load(system.Root, "prod").Result.Problems).ToString();
        Assert.Contains(
            "secrets[pull].generated: 'pull' is known outside this stack, where nobody can set a generated value; "
                + "remove generated, and set the secret: pulumi config set --secret infra:pull",
            problem,
            StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesValueThatAGeneratedOneReplaces()
    {
        using var system = new ScratchSystem().Write("Pulumi.prod.yaml", Choices + "  infra:pass:\n    secure: v1:abc\n");
        system.Write("stacks/tiny/env.prod.yaml", File.ReadAllText(Path.Combine(system.Root, "stacks/tiny/env.prod.yaml"))
            + "\ndatabases: {redis: [{name: queue, image: \"redis:8.6.6\", password: pass}]}\n"
            + "secrets: [{name: pass, purpose: p, generated: true}]\n");

        Assert.Contains(
            "secrets[pass].generated: 'pass' is generated, and the value in Pulumi.prod.yaml would not be read; "
                + "write generated: false in the environment to use it, or remove it: pulumi config rm infra:pass --stack prod",
            Assert.Single(StackLoad.Load(system.Root, "prod").Result.Problems).ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesSystemWhoseNameIsNotItsFolders()
    {
        using var system = new ScratchSystem();
        var file = Path.Combine(system.Root, "stacks/tiny/system.yaml");
        system.Write("stacks/tiny/system.yaml", File.ReadAllText(file).Replace("name: tiny\n", "name: other\n", StringComparison.Ordinal));
        Assert.Contains(
            "name: 'other' is the name of a system in the folder 'tiny'; write tiny, or rename the folder",
            Assert.Single(StackLoad.Load(system.Root, "prod").Result.Problems).ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownKeyOfTheProjectIsReported()
    {
        using var system = new ScratchSystem().Write("Pulumi.prod.yaml", Choices + "  infra:phse: x\n");
        Assert.Contains(
            "unknown key 'infra:phse'; did you mean 'infra:phase'?",
            Assert.Single(StackLoad.Load(system.Root, "prod").Result.Problems).ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void KeysOfOtherProjectsAreIgnored()
    {
        using var system = new ScratchSystem()
            .Write("Pulumi.prod.yaml", Choices + "  pulumi:tags: {a: b}\n  hcloud:endpoint: https://example.org\n");
        Assert.True(StackLoad.Load(system.Root, "prod").Result.Succeeded);
    }

    [Fact]
    public void RequestedPhaseReplacesThePhaseOfTheStack() =>
        Assert.Equal("2-stage-10", StackLoad.Load(Community.Root, "prod", "2-stage-10").Result.Spec!.Stack.Phase);

    [Fact]
    public void RangeForDocumentationIsAWarning() =>
        Assert.Contains(
            StackLoad.Load(Community.Root, "prod").Result.Problems,
            problem => problem.ToString().Contains(
                "warning: cluster.firewall.ranges[operators].addresses: the range 'operators'",
                StringComparison.Ordinal));
}
