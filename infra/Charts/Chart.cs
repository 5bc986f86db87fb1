namespace Infra.Charts;

/// <summary>A Helm chart at one version.</summary>
/// <param name="Name">The chart's name, or its whole address where it comes from an OCI registry.</param>
/// <param name="Repository">URL of the repository; null for an OCI address.</param>
/// <param name="Version">The chart's version.</param>
public sealed record Chart(string Name, string? Repository, string Version);
