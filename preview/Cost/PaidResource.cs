using Infra.Preview.Graph;

namespace Infra.Preview.Cost;

/// <summary>Planned resource that costs something, or a part of one.</summary>
/// <param name="Resource">Resource.</param>
/// <param name="Line">Cost of it alone.</param>
internal sealed record PaidResource(PlanResource Resource, CostLine Line)
{
    /// <summary>Type and name of the resource, and the part: the same in another plan of the stack.</summary>
    public string Key => KeyAs(Resource);

    /// <summary>Key of the part when its resource has become another one.</summary>
    public string KeyAs(PlanResource resource) => $"{resource.Type} {resource.Name} {Line.What.Split(' ')[0]}";
}
