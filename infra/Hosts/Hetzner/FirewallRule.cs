namespace Infra.Hosts;

/// <summary>An inbound rule for connections from outside the private network.</summary>
/// <param name="Description">The purpose, as shown at Hetzner.</param>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c> or <c>icmp</c>.</param>
/// <param name="Port">The port; null for ICMP, which has none.</param>
/// <param name="Sources">The ranges that may use it.</param>
public sealed record FirewallRule(string Description, string Protocol, string? Port, IReadOnlyList<string> Sources);
