namespace Infra.Model;

/// <summary>Connection between the cluster and Discourse.</summary>
public sealed record DiscourseSpec
{
    /// <summary>
    /// Way in which Discourse listens: its own HTTP port, or a Unix socket behind a sidecar that listens on the app's first port. Defaults
    /// to <see cref="DiscourseListen.Http"/> (source: 001, recommended).
    /// </summary>
    public DiscourseListen Listen { get; init; }

    /// <summary>Image of the sidecar, with the program socat; null (default) for the app's own, which has it.</summary>
    [PinnedImage]
    public string? SocatImage { get; init; }

    /// <summary>
    /// Path of the socket, in a folder of the pod that nothing else is mounted on. Defaults to <c>/sock/nginx.http.sock</c> (source: 001),
    /// where an image built with <c>LISTEN=socket</c> has it.
    /// </summary>
    [AbsolutePath]
    public string Socket { get; init; } = "/sock/nginx.http.sock";
}
