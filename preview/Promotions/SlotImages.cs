using Infra.Model;

namespace Infra.Preview.Promotions;

/// <summary>The images of an app's blue-green slots.</summary>
internal static class SlotImages
{
    /// <summary>The image of a slot: its own, else the app's; null where neither is given.</summary>
    /// <param name="app">The app.</param>
    /// <param name="slot">The slot.</param>
    public static string? Of(AppSpec app, Slot slot) =>
        (slot == Slot.Green ? app.BlueGreen.GreenImage : app.BlueGreen.BlueImage) ?? app.Image;

    /// <summary>The image that answers visitors: that of the live slot, or the app's where there are no slots.</summary>
    /// <param name="app">The app.</param>
    public static string? Live(AppSpec app) =>
        app.BlueGreen.Mode == BlueGreenMode.None ? app.Image : Of(app, app.BlueGreen.Live);

    /// <summary>The other slot.</summary>
    /// <param name="slot">The slot.</param>
    public static Slot Other(Slot slot) => slot == Slot.Blue ? Slot.Green : Slot.Blue;
}
