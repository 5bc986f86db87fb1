using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Infra.Cluster;

namespace Infra.Tests.Cluster;

public sealed class AnsweringServersTests
{
    [Theory]
    [InlineData("111", 0)]
    [InlineData("011", 1)]
    [InlineData("001", 2)]
    [InlineData("000", 0)]
    public void FirstThatAnswersIsChosen(string answers, int chosen) => Assert.Equal(chosen, AnsweringServers.Choose(Answers(answers)));

    [Theory]
    [InlineData("111", 0, 1)]
    [InlineData("111", 1, 0)]
    [InlineData("111", 2, 0)]
    [InlineData("001", 0, 2)]
    [InlineData("001", 1, 2)]
    [InlineData("110", 2, 0)]
    [InlineData("010", 2, 1)]
    [InlineData("000", 0, 1)]
    [InlineData("000", 2, 0)]
    [InlineData("011", -1, 1)]
    [InlineData("111", -1, 0)]
    public void AnotherThatAnswersActsForALostHost(string answers, int host, int chosen) =>
        Assert.Equal(chosen, AnsweringServers.ChooseFor(Answers(answers), host));

    /// <summary>The loss of one server must not run the commands of the others again.</summary>
    [Theory]
    [InlineData("101", 2, 0)]
    [InlineData("011", 1, 0)]
    [InlineData("101", 0, 1)]
    public void ChoiceForAServerThatAnswersIsAlwaysTheSame(string answers, int host, int chosen) =>
        Assert.Equal(chosen, AnsweringServers.ChooseFor(Answers(answers), host));

    [Fact]
    public async Task ProbeTellsAnOpenPortFromAClosedOne()
    {
        using var open = new TcpListener(IPAddress.Loopback, 0);
        open.Start();
        var port = ((IPEndPoint)open.LocalEndpoint).Port;

        Assert.Equal("1 0", Text(await new ApiProbe(port).AnswersAsync(["127.0.0.1", "127.0.0.2"])));
    }

    [Fact]
    public async Task ProbeOfANameThatNobodyHasIsNoFailure() =>
        Assert.Equal("0", Text(await new ApiProbe().AnswersAsync(["no-such-host.invalid"])));

    [Fact]
    public async Task PreviewOpensNoConnection() =>
        Assert.Equal("1 1", Text(await new NoApiProbe().AnswersAsync(["192.0.2.1", "192.0.2.2"])));

    private static ImmutableArray<bool> Answers(string digits) => [.. digits.Select(digit => digit == '1')];

    private static string Text(ImmutableArray<bool> answers) => string.Join(' ', answers.Select(answer => answer ? '1' : '0'));
}
