using Infra.Model;

namespace Infra.Platform;

/// <summary>
/// An estimate of the volume that log lines take. Its figures are assumptions: 50 000 lines a day from the journal of a machine, 20 000
/// from a pod, 200 bytes a line, and a fifth of that on the volume, index and write-ahead log included. An app that logs each request
/// needs more. The real figure is the metric <c>loki_distributor_bytes_received_total</c>.
/// </summary>
public static class LogVolume
{
    /// <summary>Share of the volume that may be used: above it, the compactor has no room to write tables again.</summary>
    public const decimal Usable = 0.8m;

    private const decimal LinesOfMachine = 50_000;
    private const decimal LinesOfPod = 20_000;
    private const decimal BytesOfLine = 200;
    private const decimal Compression = 5;

    /// <summary>Bytes that the lines of a number of days take.</summary>
    /// <param name="machines">Nodes and Docker hosts.</param>
    /// <param name="pods">Pods, and containers on Docker hosts.</param>
    /// <param name="kept">Retention.</param>
    public static decimal Estimate(int machines, int pods, Duration kept) =>
        ((machines * LinesOfMachine) + (pods * LinesOfPod)) * BytesOfLine / Compression * (decimal)kept.Value.TotalDays;
}
