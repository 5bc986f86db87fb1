namespace Infra.Model;

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

    /// <summary>Name of the workload and the service of a slot: <c>app-blue</c>.</summary>
    /// <param name="app">The app.</param>
    /// <param name="slot">The slot.</param>
    public static string Of(AppSpec app, Slot slot) => $"{app.Name}-{Of(slot)}";
}
