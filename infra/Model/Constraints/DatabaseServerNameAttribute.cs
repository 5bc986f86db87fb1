namespace Infra.Model;

/// <summary>A name of a database server, whatever its engine.</summary>
public sealed class DatabaseServerNameAttribute() : RefersToAttribute("database server", [.. DatabasesSpec.ServerPaths]);
