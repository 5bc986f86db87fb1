namespace Infra.Tests.Lab.Driver;

/// <summary>A host as the cloud's outputs show it.</summary>
/// <param name="Id">Id of the server; another machine with the same name has a different one.</param>
/// <param name="Address">Address for SSH.</param>
internal sealed record PlannedHost(string Id, string Address);
