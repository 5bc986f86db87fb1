namespace Infra.Model;

/// <summary>Address ranges of Cloudflare's proxies, as pinned in <c>cloudflare-ranges.txt</c> with their source and date.</summary>
public static class CloudflareRanges
{
    /// <summary>The ranges, IPv4 first, in the order in which Cloudflare publishes them.</summary>
    public static IReadOnlyList<Cidr> Load()
    {
        var ranges = new List<Cidr>();
        foreach (var line in EmbeddedFile.Read("model/cloudflare-ranges.txt").Split('\n'))
        {
            if (line.Length > 0 && line[0] != '#')
            {
                ranges.Add(Cidr.Parse(line.TrimEnd('\r')));
            }
        }

        return ranges;
    }
}
