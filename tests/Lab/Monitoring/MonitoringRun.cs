using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Infra.Tests.Lab.Databases;
using Infra.Tests.Lab.Hosts;
using Infra.Tests.Platform;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Lab.Monitoring;

/// <summary>
/// A real Prometheus, Alertmanager and two node exporters on free ports of loopback, with the planned rules and routes of the frozen
/// production and a Docker host, a small file system, and a server in place of the receivers. Waiting times are shortened; everything ends
/// and is removed with the run, also when the tests are killed.
/// </summary>
internal sealed class MonitoringRun : IDisposable
{
    /// <summary>Part of the secret URL of the receiver for critical alerts.</summary>
    public const string Token = "T0KEN0FTHELAB";

    private const string Disk = "disk";

    private static readonly HttpClient Http = new();
    private static readonly Lazy<Task<PlannedStack>> Stack = new(PlanAsync);

    private readonly PrivateFolder _folder;
    private readonly string _prometheus = Loopback();
    private readonly string _alertmanager = Loopback();
    private readonly string _nodeExporter = Loopback();
    private readonly string _hostExporter = Loopback();
    private readonly PlannedStack _stack;
    private readonly LabTargets _targets;
    private readonly Dictionary<string, Process> _running = new(StringComparer.Ordinal);

    private MonitoringRun(PlannedStack stack)
    {
        _folder = new("monitoring");
        (_stack, _targets) = (stack, LabTargets.Of(stack));
    }

    /// <summary>The receivers.</summary>
    public NotificationServer Receivers { get; } = new();

    /// <summary>Name of the planned node whose exporter shows the small file system.</summary>
    public string Node => _targets.Node;

    /// <summary>Name of the planned Docker host whose exporter can be stopped.</summary>
    public string Host => _targets.Host;

    /// <summary>Starts everything and waits for the first heartbeat.</summary>
    public static async Task<MonitoringRun> StartAsync()
    {
        MonitoringMachine.Require();
        var run = new MonitoringRun(await Stack.Value);
        try
        {
            run.MakeDisk();
            run.WriteConfiguration();
            run.StartAlertmanager();
            run.StartNode();
            run.StartHost();
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

    /// <summary>Starts the Docker host's exporter.</summary>
    public void StartHost() => StartExporter("host", _hostExporter, "--collector.time");

    /// <summary>Stops the Docker host's exporter.</summary>
    public void StopHost() => Stop("host");

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

    /// <summary>Names and states of Prometheus's rules: <c>ok</c>, <c>err</c>, or <c>unknown</c> before the first evaluation.</summary>
    public IReadOnlyList<(string Name, string State)> Rules() =>
    [
        .. JsonElement.Parse(Get(_prometheus, "/api/v1/rules")).GetProperty("data").GetProperty("groups").EnumerateArray()
            .SelectMany(group => group.GetProperty("rules").EnumerateArray())
            .Select(rule => (rule.GetProperty("name").GetString()!, rule.GetProperty("health").GetString()!)),
    ];

    /// <summary>Names of the planned rules.</summary>
    public IReadOnlyList<string> PlannedRules() =>
        [.. PlannedAlerts.Of(_stack.Spec).Select(rule => rule.Name)];

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

    private static async Task<PlannedStack> PlanAsync()
    {
        var system = Described.StackOf("prod");
        system = system with
        {
            Observability = system.Observability with { ComposeHosts = ["docker-1"] },
            Compose = new() { Hosts = [new() { Name = "docker-1", Address = "203.0.113.7" }] },
        };
        return new(system, await Plans.OfAsync(system));
    }

    private static string Loopback() => $"127.0.0.1:{PrivateServer.FreePort()}";

    private static string Get(string address, string path) =>
        Http.GetStringAsync(new Uri($"http://{address}{path}")).GetAwaiter().GetResult();

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

    private void StartNode() => StartExporter(
        "node", _nodeExporter, "--collector.filesystem", $"--collector.filesystem.mount-points-exclude={OtherMounts()}");

    private void StartExporter(string name, string address, params string[] collectors) => Run(
        name, ["prometheus-node-exporter", $"--web.listen-address={address}", "--collector.disable-defaults", .. collectors]);

    // The machine's own file systems may be full.
    private string OtherMounts() => string.Join('|', File.ReadLines("/proc/mounts")
        .Select(line => line.Split(' ')[1])
        .Where(path => path != _folder[Disk])
        .Select(path => $"^{System.Text.RegularExpressions.Regex.Escape(path)}$")
        .Distinct());

    private void WriteConfiguration()
    {
        _folder.Make("data");
        foreach (var (name, content) in LabRules.Files(_stack.Plan))
        {
            _folder.Write(Path.Combine("rules", name), content);
        }

        _folder.Write(
            "prometheus.yml",
            $$"""
            global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 200ms, external_labels: {cluster: lab} }
            rule_files: [rules/*.json]
            alerting: {alertmanagers: [{static_configs: [{targets: ["{{_alertmanager}}"]}] }]}
            scrape_configs: {{_targets.Text(_nodeExporter, _hostExporter)}}
            """);
        _folder.Write(
            "alertmanager.yml", LabRoutes.Text(_stack.Spec.Observability, (name, content) => _folder.Write(name, content), Urls()));
    }

    private Dictionary<string, string> Urls() => new(StringComparer.Ordinal)
    {
        ["operatorsUrl"] = $"{Receivers.Url}/operators",
        ["onCallUrl"] = $"{Receivers.Url}/slack/{Token}",
        ["heartbeatUrl"] = $"{Receivers.Url}/heartbeat",
    };

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
