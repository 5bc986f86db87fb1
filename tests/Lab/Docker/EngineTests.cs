using CliWrap;
using Infra.Cluster;
using Infra.Compose;
using Infra.Model;
using Infra.Tests.Lab.Hosts;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Docker;

/// <summary>
/// The step that installs or checks Docker Engine, with a real daemon and doubles of apt and dpkg. Slow: each scenario starts a host, most
/// of them with Docker.
/// </summary>
public sealed class EngineTests
{
    private const string Version = "20.10.24";
    private const string Repository = "file:///srv/docker";

    [SkippableFact]
    public async Task NewHostGetsDockerAtExactVersionsAndASecondRunChangesNothing()
    {
        await using var net = await LabNet.CreateAsync();
        var docker = await HostAsync(net);
        var key = await KeyAsync(docker);

        var output = await RunAsync(docker, Parameters(key));

        Assert.Contains("Docker 20.10.24+dfsg1 with docker compose", output, StringComparison.Ordinal);
        foreach (var (package, version) in ((string, string)[])[
            ("docker-ce", $"5:{Version}-1~"), ("docker-ce-cli", $"5:{Version}-1~"),
            ("containerd.io", $"{EngineVersions.Containerd}-1~"), ("docker-compose-plugin", $"{EngineVersions.Compose}-1~")])
        {
            Assert.Matches($"^{version}(debian|ubuntu)\\.[0-9.]+~[a-z]+$", docker.Host.Read($"var/lib/dpkg-double/{package}"));
            Assert.Contains(
                $"Package: {package}\nPin: version {version}", docker.Host.Read("etc/apt/preferences.d/docker"), StringComparison.Ordinal);
        }
        Assert.Contains($"URIs: {Repository}/", docker.Host.Read("etc/apt/sources.list.d/docker.sources"), StringComparison.Ordinal);
        Assert.Equal("172.20.0.0/24", (await docker.RunAsync(
            "network inspect --format '{{(index .IPAM.Config 0).Subnet}}' bridge")).Trim());
        var (tree, daemon) = (await docker.Host.TreeAsync(), docker.Host.Read("var/log/docker.journal"));

        await RunAsync(docker, Parameters(key));

        Assert.Empty((await docker.Host.TreeAsync()).Except(tree));
        Assert.Equal(daemon, docker.Host.Read("var/log/docker.journal"));
    }

    [SkippableFact]
    public async Task KeyWithAnotherFingerprintIsNeverTrusted()
    {
        await using var net = await LabNet.CreateAsync();
        var docker = await HostAsync(net);
        var key = await KeyAsync(docker);

        var error = await FailAsync(docker, Parameters(EngineVersions.KeyFingerprint));

        Assert.Contains(
            $"has the fingerprint {key}, expected {EngineVersions.KeyFingerprint}; it is not trusted", error, StringComparison.Ordinal);
        Assert.Null(docker.Host.Read("etc/apt/keyrings/docker.asc"));
        Assert.Null(docker.Host.Read("etc/apt/sources.list.d/docker.sources"));
        Assert.Null(docker.Host.Read("var/lib/dpkg-double/docker-ce"));
    }

    [SkippableFact]
    public async Task ContainersOutliveAnUpgradeWithNewSettingsAndOtherSettingsStay()
    {
        await using var net = await LabNet.CreateAsync();
        var docker = await HostAsync(net);
        var key = await KeyAsync(docker);
        await docker.Host.WriteAsync("/etc/docker/daemon.json", """{"labels": ["rack=7"], "log-opts": {"max-size": "1g", "tag": "x"}}""");
        await docker.Host.WriteAsync("/var/lib/dpkg-double/docker-ce", "5:20.10.23-1~debian.12~bookworm");
        await docker.Host.ConsoleAsync("systemctl enable --now docker");
        await docker.ImageAsync("lab/web:1");
        await docker.RunAsync("run --detach --name web lab/web:1 sleep 1000000");
        var before = await docker.InspectAsync("web", "{{.State.Pid}} {{.State.StartedAt}}");

        var output = await RunAsync(docker, Parameters(key));

        Assert.Contains("Docker has started again with its settings", output, StringComparison.Ordinal);
        Assert.Equal(before, await docker.InspectAsync("web", "{{.State.Pid}} {{.State.StartedAt}}"));
        Assert.Equal("[rack=7]", (await docker.RunAsync("info --format '{{.Labels}}'")).Trim());
        var settings = docker.Host.Read("etc/docker/daemon.json")!;
        Assert.Contains("\"max-size\": \"10m\"", settings, StringComparison.Ordinal);
        Assert.Contains("\"tag\": \"x\"", settings, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task PackagesThatConflictAndNewerVersionsAreReportedBeforeAnyChange()
    {
        await using var net = await LabNet.CreateAsync();
        var docker = await HostAsync(net);
        var parameters = Parameters(EngineVersions.KeyFingerprint);
        await docker.Host.WriteAsync("/var/lib/dpkg-double/docker.io", "20.10.24+dfsg1-1");

        Assert.Contains(
            "these packages conflict with Docker's own: docker.io", await FailAsync(docker, parameters), StringComparison.Ordinal);

        await docker.Host.ConsoleAsync("rm /var/lib/dpkg-double/docker.io");
        await docker.Host.WriteAsync("/etc/apt/sources.list.d/old.list", "deb https://download.docker.com/linux/debian bookworm stable\n");
        Assert.Contains(
            "is also described in: /etc/apt/sources.list.d/old.list", await FailAsync(docker, parameters), StringComparison.Ordinal);

        await docker.Host.ConsoleAsync("rm /etc/apt/sources.list.d/old.list");
        await docker.Host.WriteAsync("/var/lib/dpkg-double/docker-ce", "5:29.8.2-1~debian.12~bookworm");
        var error = await FailAsync(docker, parameters);
        Assert.Contains(
            "29.8.2-1~debian.12~bookworm is installed, which is newer than the described 20.10.24", error, StringComparison.Ordinal);
        Assert.Contains("describe engine.version: 29.8.2", error, StringComparison.Ordinal);
        Assert.Null(docker.Host.Read("etc/docker/daemon.json"));
    }

    [SkippableFact]
    public async Task DockerThatIsThereIsCheckedAndNeverChanged()
    {
        await using var net = await LabNet.CreateAsync();
        var docker = await HostAsync(net);
        var parameters = Parameters(EngineVersions.KeyFingerprint);
        parameters["INSTALL"] = "";

        Assert.Contains("Docker does not answer: ", await FailAsync(docker, parameters), StringComparison.Ordinal);

        await docker.Host.ConsoleAsync("systemctl enable --now docker");
        Assert.Contains("is ready", await RunAsync(docker, parameters), StringComparison.Ordinal);
        Assert.Null(docker.Host.Read("etc/docker/daemon.json"));

        parameters["OLDEST_COMPOSE"] = "99.0.0";
        Assert.Contains("is older than 99.0.0", await FailAsync(docker, parameters), StringComparison.Ordinal);

        parameters["OLDEST_COMPOSE"] = EngineVersions.OldestCompose;
        await docker.RunAsync("network create --subnet 10.42.5.0/24 mine");
        Assert.Contains(
            "networks of Docker have addresses of others: mine 10.42.5.0/24 overlaps 10.42.0.0/16",
            await FailAsync(docker, parameters),
            StringComparison.Ordinal);

        // A network that is removed between the list and the look at each.
        await docker.Host.ConsoleAsync("docker network rm mine");
        await docker.Host.WriteAsync(
            "/usr/local/sbin/docker",
            "#!/bin/bash\n/usr/bin/docker \"$@\" || exit\n[ \"$1 $2\" != 'network ls' ] || echo 0123456789ab\n",
            UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.Contains("is ready", await RunAsync(docker, parameters), StringComparison.Ordinal);

        parameters["BRIDGE_ADDRESS"] = "172.20.0.1";
        Assert.Contains(
            "docker0 has the address 172.17.0.1, described is 172.20.0.1", await FailAsync(docker, parameters), StringComparison.Ordinal);
        parameters["BRIDGE_ADDRESS"] = "172.17.0.1";
        Assert.Contains("is ready", await RunAsync(docker, parameters), StringComparison.Ordinal);
    }

    private static async Task<LabDocker> HostAsync(LabNet net) => await LabDocker.InstallAsync(await net.AddAsync("docker", 30));

    /// <summary>Puts a new signing key into the repository of the host, and returns its fingerprint.</summary>
    private static async Task<string> KeyAsync(LabDocker docker) => (await docker.Host.ConsoleAsync("""
        set -e
        export GNUPGHOME=$(mktemp -d)
        gpg --batch --quiet --passphrase '' --quick-gen-key lab ed25519 sign never 2>/dev/null
        . /etc/os-release
        mkdir -p "/srv/docker/$ID"
        gpg --batch --armor --export >"/srv/docker/$ID/gpg"
        gpg --batch --list-keys --with-colons | awk -F: '$1 == "fpr" { print $10; exit }'
        gpgconf --kill all
        """)).Trim();

    private static Dictionary<string, string> Parameters(string fingerprint)
    {
        var host = new ComposeHostSpec
        {
            Name = "docker",
            Address = "198.18.65.30",
            Managed = true,
            Engine = new() { Version = Version, Repository = Repository },
        };
        var system = Described.StackOf("prod") with { Compose = new() { Hosts = [host] } };
        return new(EngineSettings.Of(system, host), StringComparer.Ordinal) { ["KEY_FINGERPRINT"] = fingerprint };
    }

    private static Task<string> RunAsync(LabDocker docker, IReadOnlyDictionary<string, string> parameters) =>
        docker.Host.ConsoleAsync("bash -s", Step(parameters));

    private static async Task<string> FailAsync(LabDocker docker, IReadOnlyDictionary<string, string> parameters)
    {
        var result = await docker.Host.AtConsoleAsync("bash -s", Step(parameters));
        Assert.Equal(1, result.ExitCode);
        return result.StandardError;
    }

    private static PipeSource Step(IReadOnlyDictionary<string, string> parameters) =>
        PipeSource.FromString(NodeStep.Compose("compose/engine", "docker", parameters));
}
