using Infra.Model;

namespace Infra.Compose;

/// <summary>A Compose project that the program brings up on a host.</summary>
/// <param name="Host">The host.</param>
/// <param name="Name">Name of the project.</param>
/// <param name="Services">Its services, in the order of the description.</param>
public sealed record ComposeProject(ComposeHostSpec Host, string Name, IReadOnlyList<ComposeService> Services);
