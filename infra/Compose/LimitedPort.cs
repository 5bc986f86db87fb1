using Infra.Model;

namespace Infra.Compose;

/// <summary>A port of a Docker host that only some addresses may connect to, beside the cluster and the Docker hosts.</summary>
/// <param name="Port">The port of the host.</param>
/// <param name="Protocol">The protocol.</param>
/// <param name="From">The further addresses.</param>
public sealed record LimitedPort(int Port, PortProtocol Protocol, IReadOnlyList<Cidr> From);
