namespace Infra.Lab.Double;

/// <summary>The data that a node sends when it joins.</summary>
internal sealed record JoinRequest(
    string Password, string Node, string MemberName, string Address, SortedDictionary<string, string> Critical);
