namespace Infra.Model;

/// <summary>The address ranges of Cloudflare's proxies, as pinned in <c>cloudflare-ranges.txt</c> with their source and date.</summary>
public static class CloudflareRanges
{
    private const string File = "cloudflare-ranges.txt";

    /// <summary>The ranges, IPv4 first, in the order in which Cloudflare publishes them.</summary>
    public static IReadOnlyList<Cidr> Load()
    {
        using var stream = typeof(CloudflareRanges).Assembly.GetManifestResourceStream(File)
            ?? throw new InvalidOperationException($"{File} is not in the assembly");
        using var reader = new StreamReader(stream);
        var ranges = new List<Cidr>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                ranges.Add(Cidr.Parse(line));
            }
        }

        return ranges;
    }
}
