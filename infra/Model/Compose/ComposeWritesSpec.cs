namespace Infra.Model;

/// <summary>
/// Commands that root runs on the Docker host around a data move of what an app writes. Each must succeed also when it is run twice.
/// Without <c>stop</c> the app's container is stopped, and started again when the move fails or is undone.
/// </summary>
[AllOrNone(nameof(Stop), nameof(Undo))]
[AtLeastOneOf(nameof(Stop), nameof(HandOver))]
public sealed record ComposeWritesSpec
{
    /// <summary>
    /// Command after which the app writes nothing, such as one that makes it read-only; null (default) to stop its container.
    /// </summary>
    [FreeText]
    public string? Stop { get; init; }

    /// <summary>
    /// Command after which the app writes to the source again: after a move that failed, and on the way back. Given with <c>stop</c>.
    /// </summary>
    [FreeText]
    public string? Undo { get; init; }

    /// <summary>
    /// Command after the move, after which the app on the Docker host uses the data in the cluster; null (default) to leave it stopped.
    /// </summary>
    [FreeText]
    public string? HandOver { get; init; }
}
