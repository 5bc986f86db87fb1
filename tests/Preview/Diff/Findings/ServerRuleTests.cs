using Infra.Preview.Diff;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Preview.Diff.Findings;

/// <summary>Findings about the servers of frozen systems.</summary>
public sealed class ServerRuleTests
{
    private const string Server = "hcloud:index/server:Server";

    [Fact]
    public async Task OneServerOfThreeIsSwitchedOffAndTheQuorumHolds()
    {
        var plan = await Plans.OfAsync("prod");
        var lines = Judged.Lines(plan, plan.Edited(IsServer("worker-1"), Bigger));
        Assert.Contains(
            "Caution Servers: Server community-worker-1, a server of the control plane, is switched off for some minutes "
                + "(serverType cx33 -> cx43)",
            lines);
        Assert.Contains("Note Servers: etcd keeps its quorum: 1 of 3 servers is interrupted (worker-1)", lines);
        Assert.Contains(
            "Caution Primary: a primary that runs on worker-1 moves to another node "
                + "(PerconaXtraDBCluster infra/mysql, Cluster infra/postgres)",
            lines);
    }

    [Fact]
    public async Task TwoServersAtOnceLoseTheQuorum()
    {
        var plan = await Plans.OfAsync("prod");
        var lines = Judged.Lines(plan, plan.Edited(server => IsServer("worker-1")(server) || IsServer("worker-2")(server), Bigger));
        Assert.Contains(
            "Danger Quorum: etcd loses its quorum: 2 of 3 servers (worker-1, worker-2) are interrupted at once, and 2 have to answer",
            lines);
    }

    [Fact]
    public async Task LabelsInterruptNoServer()
    {
        var plan = await Plans.OfAsync("prod");
        Assert.Empty(Judged.Lines(plan, plan.Edited(IsServer("worker-1"), server => server.WithInput("x", "labels", "team"))));
    }

    [Fact]
    public async Task ReplacedServerLosesWhatIsOnItsDisk()
    {
        var plan = await Plans.OfAsync("prod");
        var open = plan.Edited(resource => resource.Type == Server, server => server.With(nameof(PlanResource.Protect), false));
        var lines = Judged.Lines(open, open.Edited(IsServer("worker-1"), server => server.WithInput("fsn1", "location")));
        Assert.Contains("Danger Servers: Server community-worker-1, a server of the control plane, is replaced (location)", lines);
        const string Disk = "Danger Data: the disk of community-worker-1 goes with it: its copy of etcd";
        Assert.Contains(lines, line => line.StartsWith(Disk, StringComparison.Ordinal));
        Assert.Contains("Note Servers: etcd keeps its quorum: 1 of 3 servers is interrupted (worker-1)", lines);
    }

    [Fact]
    public async Task LossOfTheQuorumLeadsAlsoWhereProtectionRefusesIt()
    {
        var plan = await Plans.OfAsync("prod");
        var lines = Judged.Lines(plan, plan.Edited(
            server => IsServer("worker-1")(server) || IsServer("worker-2")(server), server => server.WithInput("fsn1", "location")));
        Assert.Equal(
            "Danger Quorum: once the protection ends, etcd loses its quorum: 2 of 3 servers (worker-1, worker-2) are interrupted at once, "
                + "and 2 have to answer",
            lines[0]);
    }

    [Fact]
    public async Task OnlyServerThatIsDeletedDoesNotComeBack()
    {
        var diff = PlanDiffer.Between(await Plans.OfAsync("dev"), await Plans.OfAsync("prod"));
        var finding = Verdict.Of(diff).Findings[0];
        Assert.Equal(
            "dev-1 is the only server: it is deleted, and etcd with all that the cluster knows goes with it", finding.Text);
        Assert.StartsWith("nothing stays that could take over", finding.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NodeWithoutReplicasNeedsNoWordOfLonghorn()
    {
        var plan = await Plans.OfAsync("prod");
        var open = plan.Edited(resource => resource.Type == Server, server => server.With(nameof(PlanResource.Protect), false));
        Assert.Equal("", Advice(open, "master-1"));
        Assert.Equal("wait until Longhorn shows all volumes healthy without this node", Advice(open, "worker-1"));
    }

    [Fact]
    public async Task UpgradeOfK3sRollsOverTheServers()
    {
        var plan = await Plans.OfAsync("prod");
        var lines = Judged.Lines(plan, plan.Edited(IsStart, start => start.WithExport("K3S_VERSION", "v1.35.1+k3s1")));
        Assert.Contains(
            "Caution Servers: k3s goes from v1.34.6+k3s1 to v1.35.1+k3s1 on master-1, worker-1, worker-2: each node is drained and "
                + "restarted, one after the other",
            lines);
        Assert.Contains(
            "Note Servers: etcd keeps its quorum: 3, one after the other, of 3 servers are interrupted (master-1, worker-1, worker-2)",
            lines);
    }

    [Theory]
    [InlineData("v1.36.1+k3s1", "skips minor versions")]
    [InlineData("v1.33.9+k3s1", "would be a downgrade")]
    public async Task VersionOfK3sThatNodesRefuseIsADanger(string version, string reason)
    {
        var plan = await Plans.OfAsync("prod");
        var lines = Judged.Lines(plan, plan.Edited(IsStart, start => start.WithExport("K3S_VERSION", version)));
        Assert.Equal(
            $"Danger Refused: k3s on master-1, worker-1, worker-2: {version} {reason}: this cluster runs v1.34.6+k3s1", lines[0]);
    }

    [Fact]
    public async Task TaintThatGoesOpensTheControlPlaneToApps()
    {
        var plan = await Plans.OfAsync("prod");
        var lines = Judged.Lines(plan, plan.Edited(IsSettings, settings => settings.WithExport("TAINTS", "")));
        Assert.Equal(
            [
                "Caution Servers: apps may now run on master-1, beside the control plane: its taint "
                    + "node-role.kubernetes.io/control-plane goes",
            ],
            lines);
    }

    [Fact]
    public async Task TaintThatEvictsPodsIsACaution()
    {
        var plan = await Plans.OfAsync("prod");
        var lines = Judged.Lines(plan, plan.Edited(
            IsSettings, settings => settings.WithExport("TAINTS", "node-role.kubernetes.io/control-plane=true:NoExecute")));
        Assert.Equal(
            [
                "Caution Servers: pods on master-1 that do not tolerate node-role.kubernetes.io/control-plane are evicted at once "
                    + "(NoExecute)",
            ],
            lines);
    }

    [Fact]
    public async Task TaintOfAnotherValueKeepsTheSamePodsAway()
    {
        var plan = await Plans.OfAsync("prod");
        Assert.Empty(Judged.Lines(plan, plan.Edited(
            IsSettings, settings => settings.WithExport("TAINTS", "node-role.kubernetes.io/control-plane=yes:NoSchedule"))));
    }

    [Fact]
    public async Task ServersThatDoNotWaitForEachOtherLoseTheQuorum()
    {
        var plan = await Plans.OfAsync("prod");
        var starts = plan.Resources.Where(IsStart).Select(start => start.Urn).ToHashSet();
        var parallel = plan.Edited(
            _ => true,
            resource => resource.With(nameof(PlanResource.DependsOn), resource.DependsOn.Where(urn => !starts.Contains(urn)).ToArray()));
        Assert.Contains(
            "Danger Quorum: etcd loses its quorum: 3 of 3 servers (master-1, worker-1, worker-2) are interrupted at once, and 2 have "
                + "to answer",
            Judged.Lines(parallel, parallel.Edited(IsStart, start => start.WithExport("CONFIGURATION_DIGEST", "other"))));
    }

    [Fact]
    public async Task RestartOfTheOnlyServerInterruptsTheApi()
    {
        var plan = await Plans.OfAsync("homelab");
        var lines = Judged.Lines(plan, plan.Edited(IsStart, start => start.WithExport("CONFIGURATION_DIGEST", "other")));
        Assert.Equal(
            [
                "Caution Servers: nappy is the only server: the Kubernetes API does not answer until it is back",
                "Caution Servers: k3s restarts on nappy (another configuration); pods go on running",
            ],
            lines);
    }

    [Fact]
    public async Task ScriptThatChangesNothingOnTheNodeRestartsNothing()
    {
        var plan = await Plans.OfAsync("homelab");
        Assert.Empty(Judged.Lines(plan, plan.Edited(IsStart, start => start.WithExport("GRACE_SECONDS", "17"))));
    }

    [Fact]
    public async Task SecretsThatAreNoLongerEncryptedAreADanger()
    {
        var plan = await Plans.OfAsync("prod");
        var lines = Judged.Lines(plan, plan.Edited(
            resource => resource.Name == "master-1-configure",
            command => command.WithInput(
                command.Inputs["stdin"]!.Text.Replace("secrets-encryption: true", "secrets-encryption: false", StringComparison.Ordinal),
                "stdin")));
        Assert.Contains(
            "Danger Data: master-1-configure: k3s no longer encrypts Secrets in etcd, and cannot read those that are encrypted", lines);
    }

    [Fact]
    public async Task SmallerNumberOfSnapshotsIsACaution()
    {
        var plan = await Plans.OfAsync("prod");
        var lines = Judged.Lines(plan, plan.Edited(
            resource => resource.Name == "master-1-configure",
            command => command.WithInput(Fewer(command.Inputs["stdin"]!.Text), "stdin")));
        Assert.StartsWith(
            "Caution Data: Command master-1-configure: etcd-snapshot-retention falls from ",
            Assert.Single(lines),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task RulesOfANodesOwnFirewallAreNamed()
    {
        var plan = await Plans.OfAsync("prod");
        var lines = Judged.Lines(plan, plan.Edited(
            resource => resource.Name == "master-1-firewall", command => command.WithExport("FIREWALL_RULES", "")));
        Assert.Equal(["Caution Addresses: the firewall of the node itself is switched off: master-1"], lines);
    }

    private static string Advice(PlanGraph plan, string node)
    {
        var diff = PlanDiffer.Between(plan, plan.Edited(IsServer(node), server => server.WithInput("fsn1", "location")));
        return Assert.Single(Verdict.Of(diff).Findings, finding => finding.Text.StartsWith("the disk of", StringComparison.Ordinal)).Advice;
    }

    private static string Fewer(string script)
    {
        const string Setting = "etcd-snapshot-retention: ";
        var at = script.IndexOf(Setting, StringComparison.Ordinal) + Setting.Length;
        return $"{script[..at]}1{script[script.IndexOf('\n', at)..]}";
    }

    private static Func<PlanResource, bool> IsServer(string node) =>
        resource => resource.Type == Server && resource.Name == $"{node}-server";

    private static bool IsStart(PlanResource resource) =>
        resource.Type == "command:remote:Command" && resource.Name.EndsWith("-start", StringComparison.Ordinal);

    private static bool IsSettings(PlanResource resource) => resource.Name == "master-1-settings";

    private static PlanResource Bigger(PlanResource server) => server.WithInput("cx43", "serverType");
}
