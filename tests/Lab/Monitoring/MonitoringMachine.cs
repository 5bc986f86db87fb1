namespace Infra.Tests.Lab.Monitoring;

/// <summary>Requirements of the tests with a real Prometheus on the machine: Debian's programs, and root for a small file system.</summary>
internal static class MonitoringMachine
{
    private static readonly string[] RequiredFiles =
    [
        "/usr/bin/prometheus", "/usr/bin/prometheus-alertmanager", "/usr/bin/prometheus-node-exporter", "/usr/sbin/mkfs.ext4",
    ];

    /// <summary>Reason why the tests cannot run on this machine; null if they can.</summary>
    public static string? Obstacle { get; } = FindObstacle();

    /// <summary>Skips the test with the reason if it cannot run; with <c>INFRA_LAB=required</c> that is a failure.</summary>
    public static void Require()
    {
        if (Obstacle is not null && Environment.GetEnvironmentVariable("INFRA_LAB") == "required")
        {
            Assert.Fail($"INFRA_LAB=required, but {Obstacle}");
        }

        Skip.If(Obstacle is not null, $"the lab of monitoring: {Obstacle}");
    }

    private static string? FindObstacle()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
        {
            return "it needs Linux and root";
        }

        var missing = RequiredFiles.Where(file => !File.Exists(file)).ToArray();
        return missing.Length > 0
            ? $"missing: {string.Join(", ", missing)} (Debian: prometheus, prometheus-alertmanager, prometheus-node-exporter, e2fsprogs)"
            : null;
    }
}
