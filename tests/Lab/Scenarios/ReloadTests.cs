using Infra.Tests.Support;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>
/// Programs whose settings were written by a run that was interrupted before their reload. Slow: each scenario starts hosts with an sshd.
/// </summary>
public sealed class ReloadTests
{
    private const string Settings = "/etc/ssh/sshd_config.d/10-infra.conf";

    [SkippableFact]
    public async Task SshdReloadsTheSettingsOfAnInterruptedRun()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        var one = cluster.Net["one"];
        Assert.DoesNotContain("SIGHUP", one.SshdLog(), StringComparison.Ordinal);
        // The former run wrote other settings, whose reload the record notes.
        await one.ConsoleAsync($"cp {Settings} /root/new && echo '# former' >>{Settings}");
        await one.ConsoleAsync($"sha256sum {Settings} >/var/lib/infra/in-effect-sshd && cp /root/new {Settings}");

        (await cluster.Engine.UpAgainAsync(cluster.System, only: "one-prepare")).Succeeded();
        Assert.Contains("SIGHUP", one.SshdLog(), StringComparison.Ordinal);

        var before = one.SshdLog().Split("SIGHUP").Length;
        (await cluster.Engine.UpAgainAsync(cluster.System, only: "one-prepare")).Succeeded();
        Assert.Equal(before, one.SshdLog().Split("SIGHUP").Length);
    }

    [SkippableFact]
    public async Task FirewallLoadsTheRulesOfAnInterruptedRun()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        var one = cluster.Net["one"];
        var whole = await one.RulesAsync();
        // The kernel has former rules; the file has the new ones.
        await one.ConsoleAsync("nft add table inet infra && nft flush table inet infra && echo former >/var/lib/infra/in-effect-firewall");
        Assert.True((await one.RulesAsync()).Length < whole.Length);

        (await cluster.Engine.UpAgainAsync(cluster.System, only: "one-firewall")).Succeeded();

        Assert.Equal(whole.Split('\n').Length, (await one.RulesAsync()).Split('\n').Length);
    }
}
