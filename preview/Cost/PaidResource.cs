namespace Infra.Preview.Cost;

/// <summary>Planned resource that costs something, or a part of one.</summary>
/// <param name="Key">Type and name of the resource, and the part: the same in another plan of the stack.</param>
/// <param name="Name">Logical name of the resource.</param>
/// <param name="Urn">URN of the resource.</param>
/// <param name="Line">Cost of it alone.</param>
internal sealed record PaidResource(string Key, string Name, string Urn, CostLine Line);
