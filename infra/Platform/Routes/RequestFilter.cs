using Infra.Crds;

namespace Infra.Platform;

/// <summary>A Traefik middleware to be.</summary>
/// <param name="Name">Its name in the namespace.</param>
/// <param name="Shared">All hosts of the namespace have the same.</param>
/// <param name="Spec">What it does.</param>
public sealed record RequestFilter(string Name, bool Shared, MiddlewareSpecArgs Spec);
