using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>
/// Labs beside each other: the same addresses, and nothing in common. Slow: two labs with hosts of their own are started.
/// </summary>
public sealed class NeighbourTests
{
    [SkippableFact]
    public async Task HostsWithTheSameAddressAreDifferentHosts()
    {
        await using var left = await LabNet.CreateAsync();
        await using var right = await LabNet.CreateAsync();
        var hosts = await Task.WhenAll(left.AddAsync("one", 1), right.AddAsync("one", 1));

        Assert.Equal(hosts[0].Address, hosts[1].Address);
        Assert.True(await left.ReachesAsync(LabNet.PublicAddress, hosts[0].Address, 22));
        await hosts[0].CutAsync();
        Assert.False(await left.ReachesAsync(LabNet.PublicAddress, hosts[0].Address, 22));
        Assert.True(await right.ReachesAsync(LabNet.PublicAddress, hosts[1].Address, 22));
    }

    [SkippableFact]
    public async Task CleanupOfALabKeepsOtherLabs()
    {
        await using var neighbour = await LabNet.CreateAsync();
        var host = await neighbour.AddAsync("one", 1);
        var gone = "";
        await using (var lab = await LabNet.CreateAsync())
        {
            gone = lab.Space.Name;
            await lab.AddAsync("one", 1);
            Assert.True(Directory.Exists(lab.Folder));
        }

        Assert.Empty(Directory.GetFiles("/run/netns", gone + "*"));
        Assert.Empty(Directory.GetDirectories(LabMachine.Folder, gone + "*"));
        Assert.Equal("here", (await host.ConsoleAsync("echo here")).Trim());
    }

    [SkippableFact]
    public async Task CleanupRemovesOnlyItsExactName()
    {
        LabMachine.Require();
        var name = $"infra-lab-sweep{Environment.ProcessId}";
        string[] own = [name, name + "-one"];
        var other = name + "0";
        foreach (var space in (string[])[.. own, other])
        {
            await NetworkSpace.CreateAsync(space);
            Directory.CreateDirectory(Path.Combine(LabMachine.Folder, space));
        }

        await LabMachine.SweepAsync(name);

        Assert.Equal([other], Directory.GetFiles("/run/netns", name + "*").Select(Path.GetFileName));
        Assert.Equal([other], Directory.GetDirectories(LabMachine.Folder, name + "*").Select(Path.GetFileName));
        await LabMachine.SweepAsync(other);
    }
}
