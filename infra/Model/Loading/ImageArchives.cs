namespace Infra.Model.Loading;

/// <summary>
/// The archives of imported images on the operator's machine. They are built, not kept in the repository: a preview does
/// without them and their checksums, <c>pulumi up</c> cannot.
/// </summary>
public static class ImageArchives
{
    /// <summary>The images whose archive is not there, or has no checksum yet.</summary>
    /// <param name="rootDirectory">The project's folder.</param>
    /// <param name="spec">The folded system.</param>
    public static IReadOnlyList<ImageSpec> Missing(string rootDirectory, SystemSpec spec)
    {
        var missing = new List<ImageSpec>();
        if (spec.Cluster.From is not null)
        {
            return missing;
        }

        for (var index = 0; index < spec.Images.Count; index++)
        {
            var image = spec.Images[index];
            if (image is { Delivery: ImageDelivery.Import, Archive: { } archive }
                && (image.ArchiveSha256 is null || !File.Exists(Path.Combine(rootDirectory, archive))))
            {
                missing.Add(image);
            }
        }

        return missing;
    }

    /// <summary>Instructions for making a missing archive.</summary>
    /// <param name="image">An image whose archive is missing.</param>
    public static string Remedy(ImageSpec image)
    {
        var compress = image.Archive!.EndsWith(".tar", StringComparison.Ordinal) ? "" : " | gzip";
        var save = $"build the image, then: docker save {image.Name}{compress} > {image.Archive}";
        return image.ArchiveSha256 is null ? $"{save}, and set archiveSha256 to what sha256sum prints of it" : save;
    }

    /// <summary>Warns of those that are missing.</summary>
    internal static void Warn(string rootDirectory, SystemSpec spec, SourceMap sources, ProblemList problems)
    {
        foreach (var image in Missing(rootDirectory, spec))
        {
            problems.Warn(
                sources.Of(image, "archive"),
                sources.PathOf(image, "archive"),
                $"the archive {image.Archive} of the image '{image.Name}' "
                    + $"{(image.ArchiveSha256 is null ? "has no checksum" : "is not there")}: pulumi up cannot import it",
                Remedy(image));
        }
    }
}
