namespace Infra.Lab.Double;

/// <summary>A kubelet's registration.</summary>
internal sealed record RegisterRequest(string Token, NodeObject Node, string Password);
