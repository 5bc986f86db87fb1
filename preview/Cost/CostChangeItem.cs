namespace Infra.Preview.Cost;

/// <summary>Changed cost of one resource.</summary>
/// <param name="Name">Logical name of the resource.</param>
/// <param name="Old">Former cost; null for a new resource.</param>
/// <param name="New">New cost; null for a deleted resource. What is ordered now has no earlier price.</param>
public sealed record CostChangeItem(string Name, CostLine? Old, CostLine? New)
{
    /// <summary>Whether the resource is replaced, and keeps what it is.</summary>
    public bool IsReplaced { get; init; }
}
