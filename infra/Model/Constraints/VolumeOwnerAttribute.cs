namespace Infra.Model;

/// <summary>A name of an app or of a database server.</summary>
public sealed class VolumeOwnerAttribute() : RefersToAttribute("app or database", ["apps", .. DatabasesSpec.ServerPaths]);
