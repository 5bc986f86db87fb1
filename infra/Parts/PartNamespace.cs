namespace Infra.Parts;

/// <summary>A namespace that a part of the stack, or Kubernetes itself, creates beside the described ones.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Use">The owner of the namespace, as an object: "it belongs to ...".</param>
/// <param name="Record">The described record that names it; null (default) where the name is fixed.</param>
/// <param name="Key">The setting of the record.</param>
public sealed record PartNamespace(string Name, string Use, object? Record = null, string? Key = null);
