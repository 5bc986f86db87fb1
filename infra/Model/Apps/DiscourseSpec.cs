namespace Infra.Model;

/// <summary>How Discourse is reached.</summary>
[RequiredWhen(nameof(SocatImage), nameof(Listen), DiscourseListen.Socket)]
public sealed record DiscourseSpec
{
    /// <summary>HTTP of its own, or the Unix socket through a sidecar. Defaults to <see cref="DiscourseListen.Http"/> (source: 001, recommended).</summary>
    public DiscourseListen Listen { get; init; }

    /// <summary>Image of the sidecar, needed for the socket.</summary>
    [PinnedImage]
    public string? SocatImage { get; init; }

    /// <summary>The socket inside the shared volume. Defaults to <c>/sock/nginx.http.sock</c> (source: 001).</summary>
    [AbsolutePath]
    public string Socket { get; init; } = "/sock/nginx.http.sock";

    /// <summary>Template the image was built with. Defaults to <c>web.template.yml</c>; the socket needs <c>web.socketed.template.yml</c>.</summary>
    public string Template { get; init; } = "web.template.yml";
}
