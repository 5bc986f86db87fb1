namespace Infra.Model;

/// <summary>Promtail as it was on the nodes.</summary>
public sealed record PromtailSpec
{
    /// <summary>
    /// Path of its file of positions on the node, also where Promtail runs in a container. Defaults to <c>/run/promtail/positions.yaml</c>,
    /// where its Debian package has it.
    /// </summary>
    [AbsolutePath]
    public string Positions { get; init; } = "/run/promtail/positions.yaml";

    /// <summary>Value of <c>job_name</c> of its scrape configuration with the journal. Defaults to <c>journal</c>.</summary>
    [FreeText]
    public string Job { get; init; } = "journal";
}
