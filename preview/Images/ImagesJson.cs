using System.Text.Json;

namespace Infra.Preview.Images;

/// <summary>Builds of images as JSON: a list, as the matrix of a pipeline takes it.</summary>
public static class ImagesJson
{
    /// <summary>Writes the builds on one line.</summary>
    /// <param name="builds">The builds.</param>
    public static string Write(IReadOnlyList<ImageBuild> builds) => JsonSerializer.Serialize(
        builds.Select(static build => new
        {
            name = build.Name,
            image = build.Image,
            variable = build.Variable,
            context = build.Context,
            dockerfile = build.Dockerfile,
            failOn = build.FailOn.ToString().ToLowerInvariant(),
            delivery = build.Delivery.ToString().ToLowerInvariant(),
            archive = build.Archive,
        }));
}
