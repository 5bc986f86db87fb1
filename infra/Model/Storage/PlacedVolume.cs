namespace Infra.Model;

/// <summary>A volume to be placed.</summary>
/// <param name="Bytes">Its size.</param>
/// <param name="Copies">The nodes that hold a copy.</param>
/// <param name="Name">The name of the volume, for messages.</param>
public sealed record PlacedVolume(decimal Bytes, int Copies, string Name = "");
