namespace Infra.Model;

/// <summary>
/// A Hetzner Cloud server type. Source: Hetzner's server type list, https://docs.hetzner.com/cloud/servers/overview and
/// <c>GET https://api.hetzner.cloud/v1/server_types</c>, as of 2026.
/// </summary>
/// <param name="Name">The type's name.</param>
/// <param name="Cores">Virtual cores.</param>
/// <param name="MemoryGb">Memory in GB.</param>
/// <param name="DiskGb">Root disk in GB.</param>
/// <param name="IsArm">ARM64 rather than AMD64.</param>
public sealed record HetznerServerType(string Name, int Cores, int MemoryGb, int DiskGb, bool IsArm = false) : INamed
{
    /// <summary>All known server types.</summary>
    public static IReadOnlyList<HetznerServerType> All { get; } =
    [
        new("cx22", 2, 4, 40), new("cx32", 4, 8, 80), new("cx42", 8, 16, 160), new("cx52", 16, 32, 320),
        new("cx23", 2, 4, 40), new("cx33", 4, 8, 80), new("cx43", 8, 16, 160), new("cx53", 16, 32, 320),
        new("cax11", 2, 4, 40, IsArm: true), new("cax21", 4, 8, 80, IsArm: true),
        new("cax31", 8, 16, 160, IsArm: true), new("cax41", 16, 32, 320, IsArm: true),
        new("cpx11", 2, 2, 40), new("cpx21", 3, 4, 80), new("cpx31", 4, 8, 160), new("cpx41", 8, 16, 240), new("cpx51", 16, 32, 360),
        new("cpx12", 1, 2, 40), new("cpx22", 2, 4, 80), new("cpx32", 4, 8, 160), new("cpx42", 8, 16, 320), new("cpx52", 12, 24, 480),
            new("cpx62", 16, 32, 640),
        new("ccx13", 2, 8, 80), new("ccx23", 4, 16, 160), new("ccx33", 8, 32, 240), new("ccx43", 16, 64, 360), new("ccx53", 32, 128, 600),
            new("ccx63", 48, 192, 960),
    ];

    /// <summary>Server type with a name; null for an unknown one.</summary>
    public static HetznerServerType? Find(string name) => All.FirstOrDefault(type => type.Name == name);
}
