using Infra.Model;

namespace Infra.Apps;

/// <summary>Images without a registry: their archive decides what a name stands for.</summary>
internal static class ImportedImages
{
    /// <summary>Annotation of pods with the checksum of their image's archive: another archive under the same name replaces them.</summary>
    public const string Annotation = "infra/image-archive";

    /// <summary>SHA-256 of the archive of an image; null for an image that is pulled, or whose archive is not built yet.</summary>
    /// <param name="system">The system.</param>
    /// <param name="image">Name of the image.</param>
    public static string? SumOf(SystemSpec system, string image)
    {
        foreach (var one in system.Images)
        {
            if (one.Delivery == ImageDelivery.Import && one.Name == image)
            {
                return one.ArchiveSha256;
            }
        }

        return null;
    }
}
