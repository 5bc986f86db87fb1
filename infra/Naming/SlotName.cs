using Infra.Model;

namespace Infra.Naming;

/// <summary>Names of the blue-green slots in labels and in names of objects.</summary>
public static class SlotName
{
    /// <summary>Name of a slot.</summary>
    public static string Of(Slot slot) => slot switch
    {
        Slot.Blue => "blue",
        Slot.Green => "green",
        _ => throw new ArgumentOutOfRangeException(nameof(slot), slot, "no such slot"),
    };
}
