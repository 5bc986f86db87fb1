namespace Infra.Model;

/// <summary>
/// A Hetzner Cloud server type. Sources: <c>GET https://api.hetzner.cloud/v1/server_types</c> with the locations of each type, and
/// https://docs.hetzner.cloud/changelog#2025-10-16-server-types-deprecated, as of November 2026.
/// </summary>
/// <param name="Name">The type's name.</param>
/// <param name="Cores">Virtual cores.</param>
/// <param name="MemoryGb">Memory in GB.</param>
/// <param name="DiskGb">Root disk in GB.</param>
/// <param name="Zones">Network zones in whose locations new servers can have the type; none when it is no longer sold.</param>
/// <param name="IsArm">ARM64 rather than AMD64.</param>
public sealed record HetznerServerType(
    string Name, int Cores, int MemoryGb, int DiskGb, IReadOnlyList<string> Zones, bool IsArm = false) : INamed
{
    private static readonly string[] Nowhere = [];
    private static readonly string[] Europe = ["eu-central"];
    private static readonly string[] America = ["us-east", "us-west"];
    private static readonly string[] EuropeAndAsia = ["eu-central", "ap-southeast"];
    private static readonly string[] Everywhere = ["eu-central", "us-east", "us-west", "ap-southeast"];

    /// <summary>All known server types.</summary>
    public static IReadOnlyList<HetznerServerType> All { get; } =
    [
        new("cx22", 2, 4, 40, Nowhere), new("cx32", 4, 8, 80, Nowhere), new("cx42", 8, 16, 160, Nowhere), new("cx52", 16, 32, 320, Nowhere),
        new("cx23", 2, 4, 40, Europe), new("cx33", 4, 8, 80, Europe), new("cx43", 8, 16, 160, Europe), new("cx53", 16, 32, 320, Europe),
        new("cax11", 2, 4, 40, Europe, IsArm: true), new("cax21", 4, 8, 80, Europe, IsArm: true),
        new("cax31", 8, 16, 160, Europe, IsArm: true), new("cax41", 16, 32, 320, Europe, IsArm: true),
        new("cpx11", 2, 2, 40, America), new("cpx21", 3, 4, 80, America), new("cpx31", 4, 8, 160, America),
        new("cpx41", 8, 16, 240, America), new("cpx51", 16, 32, 360, America),
        new("cpx12", 1, 2, 40, EuropeAndAsia), new("cpx22", 2, 4, 80, EuropeAndAsia), new("cpx32", 4, 8, 160, EuropeAndAsia),
        new("cpx42", 8, 16, 320, EuropeAndAsia), new("cpx52", 12, 24, 480, EuropeAndAsia), new("cpx62", 16, 32, 640, EuropeAndAsia),
        new("ccx13", 2, 8, 80, Everywhere), new("ccx23", 4, 16, 160, Everywhere), new("ccx33", 8, 32, 240, Everywhere),
        new("ccx43", 16, 64, 360, Everywhere), new("ccx53", 32, 128, 600, Everywhere), new("ccx63", 48, 192, 960, Everywhere),
    ];

    /// <summary>Server type with a name; null for an unknown one.</summary>
    public static HetznerServerType? Find(string name) => All.FirstOrDefault(type => type.Name == name);

    /// <summary>Names of the types that new servers in a network zone can have.</summary>
    /// <param name="zone">The network zone.</param>
    public static IReadOnlyList<string> SoldIn(string zone) => [.. All.Where(type => type.Zones.Contains(zone)).Select(type => type.Name)];

    /// <summary>Whether the type can take the place of another: same architecture, at least its cores and its memory.</summary>
    /// <param name="other">The other type.</param>
    public bool IsAtLeast(HetznerServerType other) => IsArm == other.IsArm && Cores >= other.Cores && MemoryGb >= other.MemoryGb;
}
