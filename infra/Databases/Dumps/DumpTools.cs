namespace Infra.Databases;

/// <summary>An engine's part of the scripts of dumps.</summary>
/// <param name="Engine">The engine's word in the manifests of dumps.</param>
/// <param name="Script">File with the functions that dump and restore a database, mounted as <c>engine.sh</c>.</param>
public sealed record DumpTools(string Engine, string Script);
