using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Infra.Model.Loading;

/// <summary>
/// The archives of imported images on the operator's machine. They are built, not kept in the repository: a preview does
/// without them and their checksums, <c>pulumi up</c> cannot.
/// </summary>
public static class ImageArchives
{
    private static readonly ConcurrentDictionary<(string Path, long Length, DateTime Written), string?> Sums = new();

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

    /// <summary>The images whose archive is there with another checksum than the described one, with the archive's.</summary>
    /// <param name="rootDirectory">The project's folder.</param>
    /// <param name="spec">The folded system.</param>
    public static IReadOnlyList<(ImageSpec Image, string Sum)> Changed(string rootDirectory, SystemSpec spec)
    {
        var changed = new List<(ImageSpec, string)>();
        if (spec.Cluster.From is not null)
        {
            return changed;
        }

        foreach (var image in spec.Images)
        {
            if (image is { Delivery: ImageDelivery.Import, Archive: { } archive, ArchiveSha256: { } described }
                && new FileInfo(Path.Combine(rootDirectory, archive)) is { Exists: true } file
                && SumOf(file) is { } sum
                && sum != described)
            {
                changed.Add((image, sum));
            }
        }

        return changed;
    }

    /// <summary>Warns of those that are missing or changed.</summary>
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

        foreach (var (image, sum) in Changed(rootDirectory, spec))
        {
            problems.Warn(
                sources.Of(image, "archiveSha256"),
                sources.PathOf(image, "archiveSha256"),
                $"the archive {image.Archive} of the image '{image.Name}' has the SHA-256 {sum}, not {image.ArchiveSha256}: "
                    + "the nodes refuse it, or keep the former image",
                $"set archiveSha256 to {sum} to import this archive, or save the described image again");
        }
    }

    /// <summary>
    /// SHA-256 of a file; null for one that cannot be read. A command loads a system many times, and an archive has hundreds of megabytes.
    /// </summary>
    private static string? SumOf(FileInfo file) =>
        Sums.GetOrAdd((file.FullName, file.Length, file.LastWriteTimeUtc), static key => Compute(key.Path));

    private static string? Compute(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
