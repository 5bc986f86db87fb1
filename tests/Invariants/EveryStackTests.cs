using System.Text;
using Infra.Model;
using Infra.Preview.Graph;
using Infra.Preview.Recording;
using Infra.Tests.Support;

namespace Infra.Tests.Invariants;

/// <summary>What holds for every resource of every stack.</summary>
public sealed class EveryStackTests
{
    private static readonly string[] Stateful =
    [
        "hcloud:index/server:Server", "hcloud:index/network:Network", "hcloud:index/primaryIp:PrimaryIp",
        "random:index/randomPassword:RandomPassword", "random:index/randomId:RandomId", "tls:index/privateKey:PrivateKey", "kubernetes:core/v1:Namespace",
        "hcloud:index/volume:Volume", "kubernetes:core/v1:PersistentVolumeClaim", "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition",
        // Every chart here brings kinds, and what is of a kind goes with it.
        "kubernetes:helm.sh/v3:Release",
        "kubernetes:postgresql.cnpg.io/v1:Cluster",
        "kubernetes:pxc.percona.com/v1:PerconaXtraDBCluster", "kubernetes:apps/v1:StatefulSet",
    ];

    public static TheoryData<string> Stacks() => Plans.Stacks();

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task EveryResourceHangsBelowTheStack(string stack)
    {
        var plan = await Plans.OfAsync(stack);

        Assert.Equal(plan.Resources[0].Urn, Assert.Single(plan.Resources, resource => resource.Parent is null).Urn);
        Assert.All(plan.Resources.Skip(1), resource => Assert.NotNull(plan.Find(resource.Parent!)));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task NothingButComponentsAndProvidersHangsDirectlyBelowTheStack(string stack)
    {
        var plan = await Plans.OfAsync(stack);

        Assert.Empty(plan.ChildrenOf(plan.Resources[0]).Where(resource => !resource.IsComponent && !resource.Type.StartsWith("pulumi:providers:", StringComparison.Ordinal)).Select(resource => resource.Urn));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task NoOutputWasTurnedIntoTextBeforeItsTime(string stack) =>
        Assert.Empty(await Where(stack, (_, text) => text.Contains("Calling [ToString]", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task NoSecretIsInThePlan(string stack) =>
        Assert.Empty(await Where(stack, (_, text) => SecretToken.IsIn(text)));

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task KeysTokensAndUserDataAreKnownAsSecrets(string stack)
    {
        var plan = await Plans.OfAsync(stack);

        AssertSecret("command:remote:Command", "connection");
        AssertSecret("pulumi:providers:hcloud", "token");
        AssertSecret("pulumi:providers:kubernetes", "kubeconfig");
        AssertSecret("hcloud:index/server:Server", "userData");
        Assert.All(
            plan.Resources.Where(resource => resource.Name.EndsWith("-configure", StringComparison.Ordinal)),
            resource => Assert.Contains("stdin", resource.SecretInputs));

        void AssertSecret(string type, string input) =>
            Assert.All(plan.Resources.Where(resource => resource.Type == type), resource => Assert.Contains(input, resource.SecretInputs));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    [Pitfall("snapshots-manifest-image")]
    [Pitfall("postgres-image-tag")]
    [Pitfall("mysql-telemetry")]
    public async Task NothingResolvesAVersionWhenItRuns(string stack) =>
        Assert.Empty(await Where(stack, (path, text) => text.EndsWith(":latest", StringComparison.Ordinal) || (path.EndsWith("image", StringComparison.Ordinal) && text == "latest")));

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task NothingFetchedIsPipedIntoAShell(string stack) =>
        Assert.Empty(await Where(stack, (_, text) => System.Text.RegularExpressions.Regex.IsMatch(text, @"curl[^\n|]*\|\s*(sudo\s+)?(ba)?sh\b")));

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task WhatIsInAClusterNamesItsProvider(string stack)
    {
        var plan = await Plans.OfAsync(stack);

        Assert.All(
            plan.Resources.Where(resource => resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal) || resource.Type.StartsWith("hcloud:", StringComparison.Ordinal)),
            resource => Assert.NotNull(plan.Find(resource.Provider!)));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task TheKubernetesProviderOutlivesItsKubeconfigAndUpdatesInPlace(string stack)
    {
        var plan = await Plans.OfAsync(stack);

        Assert.All(plan.Resources.Where(resource => resource.Type == "pulumi:providers:kubernetes"), provider =>
        {
            Assert.NotNull(provider.Inputs["clusterIdentifier"]);
            Assert.Equal(("true", "true"), (provider.Inputs["enableConfigMapMutable"]!.Text, provider.Inputs["enableSecretMutable"]!.Text));
        });
    }

    [Fact]
    public async Task InProductionWhatHoldsStateIsProtected()
    {
        var plan = await Plans.OfAsync("prod");

        Assert.Empty(plan.Resources.Where(resource => Stateful.Contains(resource.Type) && !resource.Protect).Select(resource => resource.Urn));
        Assert.All(plan.Resources.Where(resource => resource.Type == "hcloud:index/server:Server"), server =>
            Assert.Equal((true, true), (server.Inputs["deleteProtection"]!.IsTrue, server.Inputs["rebuildProtection"]!.IsTrue)));
    }

    [Fact]
    [Pitfall("postgres-release-removed")]
    public async Task InProductionWhatDatabasesHoldIsProtectedInItsPhaseToo()
    {
        var plan = await DatabaseSystems.PlanAsync(DatabaseSystems.WithRedis(DatabaseSystems.In("prod", "3-prod")));

        Assert.Empty(plan.Resources.Where(resource => Stateful.Contains(resource.Type) && !resource.Protect).Select(resource => resource.Urn));
        Assert.All(Stateful.TakeLast(2), type => Assert.Contains(plan.Resources, resource => resource.Type == type));
    }

    [Fact]
    [Pitfall("cert-manager-release-removed")]
    [Pitfall("sealed-secrets-release-removed")]
    [Pitfall("postgres-release-removed")]
    public async Task InProductionNoOperatorGoesWithTheKindsOfItsServers()
    {
        var plan = await DatabaseSystems.PlanAsync("prod", "3-prod");

        Assert.All(
            new[] { "cloudnative-pg-operator", "cloudnative-pg-barman-cloud", "mysql-operator-release", "backup-velero", "sealed-secrets-controller", "certificates-cert-manager" },
            name => Assert.True(plan.Resources.Single(resource => resource.Name == name).Protect, name));
    }

    [Fact]
    public async Task WhereNothingIsProtectedOperatorsMayGo() =>
        Assert.DoesNotContain((await Plans.OfAsync("dev")).Resources, resource => resource.Type == "kubernetes:helm.sh/v3:Release" && resource.Protect);

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task FirstBootInputsNeverReplaceAServer(string stack)
    {
        var plan = await Plans.OfAsync(stack);

        Assert.All(plan.Resources.Where(resource => resource.Type == "hcloud:index/server:Server"), server => Assert.Equal(["image", "sshKeys", "userData"], server.IgnoreChanges));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task AJobThatFailedRunsAgainAndIsWaitedForLongerThanItMayTake(string stack)
    {
        var plan = await Plans.OfAsync(stack);

        Assert.All(plan.Resources.Where(resource => resource.Type == "kubernetes:batch/v1:Job"), job =>
        {
            Assert.Equal("true", job.Inputs["metadata"]!["annotations"]!["pulumi.com/replaceUnready"]!.Text);
            Assert.True(TimeSpan.FromSeconds(job.Inputs["spec"]!["activeDeadlineSeconds"]!.Number) < job.Timeouts!.Create, job.Urn);
            Assert.Equal("FallbackToLogsOnError", job.Inputs.At("spec", "template", "spec", "containers")!.Items[0]["terminationMessagePolicy"]!.Text);
        });
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task CommandsAreBoundInTimeKeyedOnTheirHostAndLeaveNothingToDoOnDelete(string stack)
    {
        var plan = await Plans.OfAsync(stack);
        var exist = Described.StackOf(stack).Cluster.Provider == ClusterProvider.ExistingHosts;

        Assert.All(plan.Resources.Where(resource => resource.Type == "command:remote:Command"), command =>
        {
            Assert.NotNull(command.Timeouts?.Create);
            Assert.NotNull(command.Timeouts?.Update);
            Assert.NotEmpty(command.Inputs["triggers"]!.Items[0].Text);
            Assert.True(exist || command.DependsOn.Any(urn => urn.Contains("hcloud:index/server:Server", StringComparison.Ordinal)), command.Urn);
            Assert.Null(command.Inputs["delete"]);
        });
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task EverySessionPinsItsHostKey(string stack)
    {
        var plan = await Plans.OfAsync(stack);
        var cluster = Described.StackOf(stack).Cluster;
        var given = cluster.Provider == ClusterProvider.ExistingHosts && cluster.Nodes.All(node => node.HostKey is not null);

        Assert.All(
            plan.Resources.Where(resource => resource.Type == "command:remote:Command"),
            command => Assert.True(given || command.DependsOn.Any(urn => urn.EndsWith("-host-key", StringComparison.Ordinal)), command.Urn));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task CommandsOfAUserWhoIsNotRootBecomeRootAndNoOthersDo(string stack)
    {
        var plan = await Plans.OfAsync(stack);
        var cluster = Described.StackOf(stack).Cluster;

        Assert.All(plan.Resources.Where(resource => resource.Type == "command:remote:Command"), command =>
        {
            var text = command.Inputs["create"]!.Text;
            var node = cluster.Nodes.Single(node => text.Contains($"NODE_NAME='{node.Name}'\n", StringComparison.Ordinal));
            Assert.True(text.Contains("| sudo -n bash -c", StringComparison.Ordinal) == (cluster.SshUserOf(node) != ClusterSpec.Root), command.Urn);
        });
    }

    /// <summary>sshd hands a command to the user's shell as one argument, which Linux limits to 128 KiB (MAX_ARG_STRLEN).</summary>
    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task EveryCommandFitsAnArgument(string stack)
    {
        var plan = await Plans.OfAsync(stack);

        Assert.All(
            plan.Resources.Where(resource => resource.Type == "command:remote:Command"),
            command => Assert.InRange(Encoding.UTF8.GetByteCount(command.Inputs["create"]!.Text), 1, (128 * 1024) - 1));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task LogicalNamesSayNothingOfTheStack(string stack)
    {
        var plan = await Plans.OfAsync(stack);
        var described = Described.StackOf(stack);
        var own = described.Cluster.Nodes.Select(node => node.Name).Concat(described.Namespaces.Select(space => space.Name)).ToArray();

        Assert.Empty(plan.Resources.Skip(1)
            .Where(resource => resource.Name.Split('-').Contains(stack) && !Array.Exists(own, name => resource.Name.Contains(name, StringComparison.Ordinal)))
            .Select(resource => resource.Name));
    }

    private static async Task<IEnumerable<string>> Where(string stack, Func<string, string, bool> wrong) =>
        from resource in (await Plans.OfAsync(stack)).Resources
        from found in Plans.Texts(resource.Inputs)
        where wrong(found.Path, found.Text)
        select $"{resource.Urn} {found.Path}";
}
