using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Infra.Model;

namespace Infra.Tests.Lab.Hosts;

/// <summary>An archive in the format of <c>docker save IMAGE | gzip</c>.</summary>
internal static class SavedImage
{
    /// <summary>Saves an image and describes it.</summary>
    /// <param name="folder">Folder of the archive.</param>
    /// <param name="image">The image.</param>
    /// <param name="content">Contents of the image; they determine the digest.</param>
    /// <param name="savedAs">The name in the archive; the image's own by default.</param>
    public static ImageSpec In(string folder, string image, string content = "one", string? savedAs = null)
    {
        var file = Path.Combine(folder, $"{image.Replace('/', '-').Replace(':', '-')}.tar.gz");
        using (var stream = File.Create(file))
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
        using (var tar = new TarWriter(gzip))
        {
            Add(tar, "layer.tar", content + new string('#', 100_000));
            Add(tar, "manifest.json", $$"""[{"Config":"config.json","RepoTags":["{{savedAs ?? image}}"],"Layers":["layer.tar"]}]""");
        }
        return new()
        {
            Name = image,
            Delivery = ImageDelivery.Import,
            Archive = file,
            ArchiveSha256 = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))),
        };
    }

    private static void Add(TarWriter tar, string name, string content) => tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name)
    {
        ModificationTime = DateTimeOffset.UnixEpoch,
        DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)),
    });
}
