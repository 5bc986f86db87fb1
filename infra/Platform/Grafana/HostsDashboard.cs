using Infra.Monitoring;

namespace Infra.Platform;

/// <summary>The dashboard of nodes and Docker hosts, side by side.</summary>
internal static class HostsDashboard
{
    private const string Hosts = "instance=~\"$host\"";

    /// <summary>The dashboard.</summary>
    public static Dashboard Of() => new()
    {
        Name = "hosts",
        Title = "Nodes and Docker hosts",
        Description = "Which host has too little of what, and what uses it?",
        Choices = [SharedDashboards.Host],
        Rows =
        [
            new("Hosts",
            [
                Panels.Lines(
                    "Load by CPU",
                    PanelUnit.None,
                    ($"node_load5{{{Hosts}}} / on (instance) count by (instance) (node_cpu_seconds_total{{mode=\"idle\", {Hosts}}})",
                        "{{instance}}")),
                Panels.Lines(
                    "Received", PanelUnit.BytesPerSecond,
                    ($"sum by (instance) (rate(node_network_receive_bytes_total{{device!~\"lo|veth.*|cali.*|cni.*\", "
                        + $"{Hosts}}}[$__rate_interval]))", "{{instance}}")),
                Panels.Lines(
                    "Sent", PanelUnit.BytesPerSecond,
                    ($"sum by (instance) (rate(node_network_transmit_bytes_total{{device!~\"lo|veth.*|cali.*|cni.*\", "
                        + $"{Hosts}}}[$__rate_interval]))", "{{instance}}")),
                Panels.Lines(
                    "Read from disks", PanelUnit.BytesPerSecond,
                    ($"sum by (instance) (rate(node_disk_read_bytes_total{{{Hosts}}}[$__rate_interval]))", "{{instance}}")),
                Panels.Lines(
                    "Written to disks", PanelUnit.BytesPerSecond,
                    ($"sum by (instance) (rate(node_disk_written_bytes_total{{{Hosts}}}[$__rate_interval]))", "{{instance}}")),
                Panels.Lines(
                    "Deviation of clocks", PanelUnit.Seconds, ($"abs(node_timex_offset_seconds{{{Hosts}}})", "{{instance}}")),
            ]),
            new("Pods",
            [
                Panels.Lines(
                    "CPU of the largest pods", PanelUnit.Cpus,
                    ("topk(10, sum by (namespace, pod) (rate(container_cpu_usage_seconds_total{container!=\"\"}[$__rate_interval])))",
                        "{{namespace}}/{{pod}}")),
                Panels.Lines(
                    "Memory of the largest pods", PanelUnit.Bytes,
                    ("topk(10, sum by (namespace, pod) (container_memory_working_set_bytes{container!=\"\"}))", "{{namespace}}/{{pod}}")),
            ]),
            new("Containers in Docker",
            [
                Panels.Lines(
                    "CPU", PanelUnit.Cpus,
                    ("topk(10, sum by (host, name) (rate(container_cpu_usage_seconds_total{job=\"cadvisor\", name!=\"\", "
                        + "host=~\"$host\"}[$__rate_interval])))", "{{host}} {{name}}")),
                Panels.Lines(
                    "Memory", PanelUnit.Bytes,
                    ("topk(10, sum by (host, name) (container_memory_working_set_bytes{job=\"cadvisor\", name!=\"\", host=~\"$host\"}))",
                        "{{host}} {{name}}")),
            ]),
        ],
    };
}
