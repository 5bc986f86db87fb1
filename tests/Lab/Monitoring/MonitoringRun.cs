using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Infra.Tests.Lab.Databases;
using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Lab.Monitoring;

/// <summary>
/// A real Prometheus, Alertmanager and node exporter on free ports of loopback, with a small file system of their own and a server in
/// place of the receivers. Waiting times are shortened; everything ends and is removed with the run, also when the tests are killed.
/// </summary>
internal sealed class MonitoringRun : IDisposable
{
    /// <summary>Part of the secret URL of the receiver for critical alerts.</summary>
    public const string Token = "T0KEN0FTHELAB";

    private const string Disk = "disk";

    private static readonly HttpClient Http = new();

    private readonly PrivateFolder _folder;
    private readonly string _prometheus = Loopback();
    private readonly string _alertmanager = Loopback();
    private readonly string _exporter = Loopback();
    private readonly Dictionary<string, Process> _running = new(StringComparer.Ordinal);

    private MonitoringRun() => _folder = new("monitoring");

    /// <summary>The receivers.</summary>
    public NotificationServer Receivers { get; } = new();

    /// <summary>Starts everything and waits for the first heartbeat.</summary>
    public static MonitoringRun Start()
    {
        MonitoringMachine.Require();
        var run = new MonitoringRun();
        try
        {
            run.MakeDisk();
            run.WriteConfiguration();
            run.StartAlertmanager();
            run.StartExporter();
            run.StartPrometheus();
            run.AwaitHeartbeats(1);
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    /// <summary>Fills the small file system to more than nine tenths.</summary>
    public void FillDisk() => File.WriteAllBytes(_folder[Disk, "filling"], new byte[13 << 20]);

    /// <summary>Frees the small file system.</summary>
    public void FreeDisk() => File.Delete(_folder[Disk, "filling"]);

    /// <summary>Starts the node exporter, with the small file system as the only one.</summary>
    public void StartExporter() => Run(
        "exporter",
        [
            "prometheus-node-exporter", $"--web.listen-address={_exporter}", "--collector.disable-defaults", "--collector.filesystem",
            $"--collector.filesystem.mount-points-exclude={OtherMounts()}",
        ]);

    /// <summary>Stops the node exporter.</summary>
    public void StopExporter() => Stop("exporter");

    /// <summary>Stops Prometheus.</summary>
    public void StopPrometheus() => Stop("prometheus");

    /// <summary>Stops Alertmanager and starts it again, with its data.</summary>
    public void RestartAlertmanager()
    {
        Stop("alertmanager");
        StartAlertmanager();
    }

    /// <summary>Waits for a number of further heartbeats. They are the clock of the lab: each is a round of notifications.</summary>
    public void AwaitHeartbeats(int further)
    {
        var before = Heartbeats;
        Waiting.Until(() => Heartbeats >= before + further, $"{further} heartbeats\n{Log("prometheus")}\n{Log("alertmanager")}");
    }

    /// <summary>The number of heartbeats so far.</summary>
    public int Heartbeats => Receivers.Bodies("/heartbeat").Count;

    /// <summary>The names of the alerts that Alertmanager has.</summary>
    public IReadOnlyList<string> Raised() =>
    [
        .. JsonElement.Parse(Get(_alertmanager, "/api/v2/alerts")).EnumerateArray()
            .Select(alert => alert.GetProperty("labels").GetProperty("alertname").GetString()!),
    ];

    /// <summary>Sends an alert to Alertmanager as Prometheus does.</summary>
    public void Raise(string name)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["alertname"] = name, ["severity"] = "high" };
        using var answer = Http.PostAsJsonAsync($"http://{_alertmanager}/api/v2/alerts", new[] { new { labels } }).GetAwaiter().GetResult();
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Alertmanager's state as its API shows it.</summary>
    public string AlertmanagerStatus() => Get(_alertmanager, "/api/v2/status");

    /// <summary>The output of a program so far.</summary>
    public string Log(string name) => File.Exists(_folder[$"{name}.log"]) ? File.ReadAllText(_folder[$"{name}.log"]) : "";

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var process in _running.Values)
        {
            process.Dispose();
        }

        _folder.Dispose();
        Receivers.Dispose();
    }

    private static string Loopback() => $"127.0.0.1:{PrivateServer.FreePort()}";

    private static string Get(string address, string path) => Http.GetStringAsync($"http://{address}{path}").GetAwaiter().GetResult();

    private static bool Answers(string address, string path)
    {
        try
        {
            Get(address, path);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void MakeDisk()
    {
        var image = _folder["disk.image"];
        _folder.Make(Disk);
        Shell.Run("truncate", "-s", "16M", image);
        Shell.Run("mkfs.ext4", "-q", "-m", "0", image);
        try
        {
            Shell.Run("mount", "-o", "loop", image, _folder[Disk]);
        }
        catch (InvalidOperationException obstacle) when (Environment.GetEnvironmentVariable("INFRA_LAB") != "required")
        {
            Skip.If(true, $"no loop device for a disk: {obstacle.Message}");
        }
    }

    // The machine's own file systems may be full.
    private string OtherMounts() => string.Join('|', File.ReadLines("/proc/mounts")
        .Select(line => line.Split(' ')[1])
        .Where(path => path != _folder[Disk])
        .Select(path => $"^{System.Text.RegularExpressions.Regex.Escape(path)}$")
        .Distinct());

    private void WriteConfiguration()
    {
        _folder.Make("data");
        _folder.Write("slack-url", $"{Receivers.Url}/slack/{Token}");
        _folder.Write("rules.yml", LabRules.Text());
        _folder.Write(
            "prometheus.yml",
            $$"""
            global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 200ms, external_labels: {cluster: lab} }
            rule_files: [rules.yml]
            alerting: {alertmanagers: [{static_configs: [{targets: ["{{_alertmanager}}"]}] }]}
            scrape_configs:
              - job_name: node-exporter
                static_configs:
                  - targets: ["{{_exporter}}"]
                    labels: {instance: lab-1, host: lab-1, runtime: docker}
            """);
        _folder.Write(
            "alertmanager.yml",
            $$"""
            route:
              receiver: operators
              group_by: [alertname]
              group_wait: 200ms
              group_interval: 500ms
              repeat_interval: 4h
              routes:
                - {receiver: heartbeat, matchers: ['alertname="Watchdog"'], repeat_interval: 100ms}
                - {receiver: on-call, matchers: ['severity="critical"'], continue: true}
                - {receiver: operators}
            receivers:
              - name: operators
                webhook_configs: [{url: "{{Receivers.Url}}/operators"}]
              - name: on-call
                slack_configs: [{api_url_file: {{_folder["slack-url"]}}, channel: '#on-call', send_resolved: true}]
              - name: heartbeat
                webhook_configs: [{url: "{{Receivers.Url}}/heartbeat", send_resolved: false}]
            """);
    }

    private void StartPrometheus()
    {
        Run(
            "prometheus",
            [
                "prometheus", $"--config.file={_folder["prometheus.yml"]}", $"--storage.tsdb.path={_folder["data", "prometheus"]}",
                $"--web.listen-address={_prometheus}", "--rules.alert.resend-delay=500ms",
            ]);
        Waiting.Until(() => Answers(_prometheus, "/-/ready"), $"Prometheus is ready\n{Log("prometheus")}");
    }

    private void StartAlertmanager()
    {
        Run(
            "alertmanager",
            [
                "prometheus-alertmanager", $"--config.file={_folder["alertmanager.yml"]}",
                $"--storage.path={_folder["data", "alertmanager"]}", $"--web.listen-address={_alertmanager}",
                "--cluster.listen-address=", "--log.level=debug",
            ]);
        Waiting.Until(() => Answers(_alertmanager, "/-/ready"), $"Alertmanager is ready\n{Log("alertmanager")}");
    }

    private void Run(string name, string[] command) => _running[name] =
        _folder.Start(["sh", "-c", $"exec \"$@\" >>{_folder[$"{name}.log"]} 2>&1", name, .. command]);

    private void Stop(string name)
    {
        _running.Remove(name, out var process);
        using (process)
        {
            Shell.Run("kill", "-s", "TERM", $"{process!.Id}");
            process.WaitForExit();
        }
    }
}
