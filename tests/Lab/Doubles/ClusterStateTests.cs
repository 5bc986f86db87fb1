using Infra.Lab.Double;

namespace Infra.Tests.Lab.Doubles;

/// <summary>Tests of the state that the double of k3s keeps, and of its refusals with k3s's messages.</summary>
public sealed class ClusterStateTests
{
    private static readonly SortedDictionary<string, string> Critical = new(StringComparer.Ordinal) { ["disable"] = "servicelb" };

    [Fact]
    public void FounderIsAVotingMember() => Assert.Equal(["one"], Founded().Voters.Select(member => member.Node));

    [Fact]
    public void JoiningServerIsALearnerUntilItIsPromoted()
    {
        var state = Founded();

        state.JoinServer(Server("two"), _ => true);
        Assert.Equal(["one"], state.Voters.Select(member => member.Node));
        state.Promote("two-1");

        Assert.Equal(["one", "two"], state.Voters.Select(member => member.Node));
    }

    [Fact]
    public void SecondLearnerWaits()
    {
        var state = Founded();
        state.JoinServer(Server("two"), _ => true);

        var refused = Assert.Throws<RefusedException>(() => state.JoinServer(Server("three"), _ => true));

        Assert.Equal("etcdserver: too many learner members in cluster", refused.Message);
        Assert.False(refused.Fatal);
    }

    [Fact]
    public void ServerMayRepeatItsRequestToJoin()
    {
        var state = Founded();
        state.JoinServer(Server("two"), _ => true);

        state.JoinServer(Server("two"), _ => true);

        Assert.Equal(2, state.Members.Count);
    }

    [Fact]
    public void RefusesAnotherDiskWithTheSameNodeName()
    {
        var state = Founded();

        var refused = Assert.Throws<RefusedException>(() => state.JoinServer(Server("one") with { MemberName = "one-2" }, _ => true));

        Assert.Equal("duplicate node name found, please use a unique name for this node", refused.Message);
        Assert.True(refused.Fatal);
    }

    [Fact]
    public void NoServerJoinsWhileAMemberIsDown() =>
        Assert.Equal(
            "etcdserver: unhealthy cluster",
            Assert.Throws<RefusedException>(() => Founded().JoinServer(Server("two"), _ => false)).Message);

    [Fact]
    public void WrongTokenIsRefused() =>
        Assert.True(
            Assert.Throws<RefusedException>(() => Founded().JoinServer(Server("two") with { Password = "other" }, _ => true)).Fatal);

    [Fact]
    public void CriticalSettingsMustBeEqual()
    {
        var other = Server("two") with { Critical = new(StringComparer.Ordinal) { ["disable"] = "traefik" } };

        Assert.Equal(
            "critical configuration value mismatch between servers: disable",
            Assert.Throws<RefusedException>(() => Founded().JoinServer(other, _ => true)).Message);
    }

    [Fact]
    public void DeletingANodeRemovesItsMemberAndKeepsItsPassword()
    {
        var state = Founded();
        state.Register(Node("one"), "password");

        state.DeleteNode("one");

        Assert.Empty(state.Members);
        Assert.Equal(["one"], state.Passwords.Keys);
    }

    [Fact]
    public void RejectsANodeWithAnotherPassword()
    {
        var state = Founded();
        state.Register(Node("one"), "password");

        Assert.StartsWith(
            "Node password rejected, duplicate hostname",
            Assert.Throws<RefusedException>(() => state.Register(Node("one"), "another")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void CordonSurvivesARestart()
    {
        var state = Founded();
        state.Register(Node("one"), "password");
        state.Nodes["one"] = state.Nodes["one"] with { Unschedulable = true };

        state.Register(Node("one") with { Version = "v2" }, "password");

        Assert.True(state.Nodes["one"].Unschedulable);
    }

    [Fact]
    public void AnnotationsSurviveARestart()
    {
        var state = Founded();
        state.Register(Node("one"), "password");
        state.Nodes["one"] = state.Nodes["one"] with { Host = "7", Turn = "taken" };

        state.Register(Node("one") with { Version = "v2" }, "password");

        Assert.Equal(("7", "taken"), (state.Nodes["one"].Host, state.Nodes["one"].Turn));
    }

    [Fact]
    public void ResetKeepsTheDataAndOneMember()
    {
        var state = Founded();
        state.Register(Node("one"), "password");
        state.JoinServer(Server("two"), _ => true);

        state.Reset("password", new("two-2", "two", "198.18.64.2", Learner: false), "second");

        Assert.Equal(["two"], state.Voters.Select(member => member.Node));
        Assert.Equal(("id", "second"), (state.Id, state.Etcd));
        Assert.Equal(["one"], state.Nodes.Keys);
    }

    [Fact]
    public void ResetRequiresTheTokenOfTheData() =>
        Assert.Equal(
            "bootstrap data already found and encrypted with different token",
            Assert.Throws<RefusedException>(
                () => Founded().Reset("another", new("one-2", "one", "198.18.64.1", Learner: false), "second")).Message);

    [Fact]
    public void FullTokenRefusesAnotherCluster()
    {
        var token = Tokens.Full("authority", "server", "password");

        Tokens.Verify(token, "authority");
        Assert.Contains(
            "token CA hash does not match",
            Assert.Throws<RefusedException>(() => Tokens.Verify(token, "intruder")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void TokenWithoutDigestAcceptsAnyCa()
    {
        Tokens.Verify("password", "intruder");

        Assert.Equal("password", Tokens.Password("password"));
        Assert.Equal("password", Tokens.Password(Tokens.Full("authority", "server", "password")));
    }

    private static ClusterState Founded() => ClusterState.Found("id", "authority", Server("one"));

    private static JoinRequest Server(string name) => new("password", name, $"{name}-1", "198.18.64.1", Critical);

    private static NodeObject Node(string name) => new(name, Server: true, "198.18.64.1", "v1", $"{name}-1");
}
