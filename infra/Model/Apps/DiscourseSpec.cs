namespace Infra.Model;

/// <summary>Connection between the cluster and Discourse.</summary>
[NotBuiltYet]
[RequiredWhen(nameof(SocatImage), nameof(Listen), nameof(DiscourseListen.Socket))]
public sealed record DiscourseSpec
{
    /// <summary>
    /// Way in which Discourse listens: its own HTTP port, or a Unix socket behind a sidecar. Defaults to <see cref="DiscourseListen.Http"/>
    /// (source: 001, recommended).
    /// </summary>
    public DiscourseListen Listen { get; init; }

    /// <summary>Image of the socat sidecar; required for the socket.</summary>
    [PinnedImage]
    public string? SocatImage { get; init; }

    /// <summary>Path of the socket in the shared volume. Defaults to <c>/sock/nginx.http.sock</c> (source: 001).</summary>
    [AbsolutePath]
    public string Socket { get; init; } = "/sock/nginx.http.sock";

    /// <summary>
    /// Template the image was built with. Defaults to <c>web.template.yml</c>; the socket needs <c>web.socketed.template.yml</c>.
    /// </summary>
    public string Template { get; init; } = "web.template.yml";
}
