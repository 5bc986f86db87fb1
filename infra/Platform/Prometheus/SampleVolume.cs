using Infra.Model;

namespace Infra.Platform;

/// <summary>
/// Estimate of the bytes that Prometheus's samples take. Assumptions: 2 000 series of a node (its exporter, its kubelet, its share of the
/// API server and etcd), 40 pods on a node with 150 series each (containers, state, the pod's own), 2 bytes for a sample
/// (https://prometheus.io/docs/prometheus/latest/storage/: 1 to 2), one sample in 30 seconds.
/// </summary>
public static class SampleVolume
{
    /// <summary>Share of the volume that samples may use; below the share from which the usual alert on claims is raised.</summary>
    public const decimal Usable = 0.80m;

    private const int SeriesOfNode = 2000;
    private const int PodsOnNode = 40;
    private const int SeriesOfPod = 150;
    private const int BytesOfSample = 2;
    private const int SecondsBetweenSamples = 30;

    /// <summary>Bytes of the samples of a cluster.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="keepFor">Time for which the samples are kept.</param>
    public static decimal Of(ClusterSpec cluster, Duration keepFor) =>
        (decimal)cluster.Nodes.Count * (SeriesOfNode + (PodsOnNode * SeriesOfPod))
            * BytesOfSample * keepFor.Seconds / SecondsBetweenSamples;
}
