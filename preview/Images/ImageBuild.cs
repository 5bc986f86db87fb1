using Infra.Model;

namespace Infra.Preview.Images;

/// <summary>The build of a described image, as the pipeline runs it.</summary>
/// <param name="Image">The image with its tag.</param>
/// <param name="Context">Folder of the build context, from the project's folder.</param>
/// <param name="Dockerfile">Path of the Dockerfile, relative to the context.</param>
/// <param name="FailOn">Lowest severity of a vulnerability with a fix that fails the build.</param>
/// <param name="Delivery">Way in which the image reaches the nodes.</param>
/// <param name="Archive">Path of the archive of an image that is imported; null for one that is pushed.</param>
public sealed record ImageBuild(
    string Image, string Context, string Dockerfile, Severity FailOn, ImageDelivery Delivery, string? Archive)
{
    /// <summary>The script that builds, tests, scans and delivers an image.</summary>
    private const string Script = "images/build.sh";

    /// <summary>
    /// Variable of the pipeline that replaces <see cref="Image"/>, named after the context's last folder: <c>SHOP_IMAGE</c>.
    /// </summary>
    public string Variable => $"{Name.ToUpperInvariant().Replace('-', '_').Replace('.', '_')}_IMAGE";

    /// <summary>Last folder of the context; the image's own name for the project's folder.</summary>
    public string Name =>
        Path.GetFileName(Context.TrimEnd('/')) is { Length: > 0 } folder and not ("." or "..")
            ? folder
            : ImageReference.Parse(Image).Repository[(ImageReference.Parse(Image).Repository.LastIndexOf('/') + 1)..];

    /// <summary>The builds of a system's images, in the order of the description.</summary>
    /// <param name="system">The system.</param>
    public static IReadOnlyList<ImageBuild> Of(SystemSpec system) =>
    [
        .. system.Images.Select(static image =>
            new ImageBuild(image.Name, image.Context, image.Dockerfile, image.FailOn, image.Delivery, image.Archive)),
    ];

    /// <summary>The command that builds, tests, scans and delivers the image.</summary>
    public string Command()
    {
        var delivery = Delivery == ImageDelivery.Import ? $"SAVE={Archive}" : "PUSH=1";
        var dockerfile = Dockerfile == new ImageSpec { Name = Image }.Dockerfile ? "" : $"DOCKERFILE={Dockerfile} ";
        return $"{delivery} FAIL_ON={FailOn.ToString().ToLowerInvariant()} {dockerfile}{Script} {Context} {Image}";
    }
}
