using Infra.Crds;

namespace Infra.Platform;

/// <summary>A Traefik middleware that is to be created.</summary>
/// <param name="Name">Its name in the namespace.</param>
/// <param name="Shared">Whether all hosts of the namespace share it.</param>
/// <param name="Spec">Its settings.</param>
public sealed record RequestFilter(string Name, bool Shared, MiddlewareSpecArgs Spec);
