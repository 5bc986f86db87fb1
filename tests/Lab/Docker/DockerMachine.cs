using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Lab.Docker;

/// <summary>Packages that the test machine needs for hosts with Docker.</summary>
internal static class DockerMachine
{
    private static readonly string[] Needed =
    [
        "/usr/sbin/dockerd", "/usr/bin/docker", "/usr/bin/docker-compose", "/usr/bin/containerd", "/usr/sbin/runc", "/usr/sbin/iptables",
        "/usr/bin/busybox", "/usr/bin/gpg", "/usr/bin/jq",
    ];

    /// <summary>Skips the test with the reason where Docker cannot run; under <c>INFRA_LAB=required</c> that is a failure.</summary>
    public static void Require()
    {
        LabMachine.Require();
        LabMachine.Require(
            Needed.Where(static path => !Path.Exists(path)).ToList() is { Count: > 0 } missing
                ? $"missing: {string.Join(", ", missing)} (Debian: docker.io, docker-compose, iptables, busybox, gpg, jq)"
                : null);
    }
}
