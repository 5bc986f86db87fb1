namespace Infra.Lab.Double;

/// <summary>What a node says of itself when it joins.</summary>
internal sealed record JoinRequest(string Password, string Node, string MemberName, string Address, SortedDictionary<string, string> Critical);
