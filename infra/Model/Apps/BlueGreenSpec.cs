namespace Infra.Model;

/// <summary>Two versions of an app side by side, one of them live.</summary>
[OnlyWhen(nameof(IdleReplicas), nameof(Mode), nameof(BlueGreenMode.Full))]
public sealed record BlueGreenSpec
{
    /// <summary>Mode of the blue-green deployment. Defaults to <see cref="BlueGreenMode.None"/>.</summary>
    public BlueGreenMode Mode { get; init; }

    /// <summary>
    /// Slot that the service selects. Changing it releases the other version; changing it back rolls back. Defaults to blue.
    /// </summary>
    public Slot Live { get; init; }

    /// <summary>Image of the blue slot. Defaults to the app's image.</summary>
    [PinnedImage]
    public string? BlueImage { get; init; }

    /// <summary>Image of the green slot. Defaults to the app's image.</summary>
    [PinnedImage]
    public string? GreenImage { get; init; }

    /// <summary>
    /// Number of pods of the slot that is not live; null (default) for as many as the live slot has, or the same autoscaling. With fewer,
    /// going live starts the others first.
    /// </summary>
    [Range(0, 10_000)]
    public int? IdleReplicas { get; init; }

    /// <summary>Request that a version must answer before it goes live. Defaults to <c>/</c> with status 200.</summary>
    public SmokeTestSpec SmokeTest { get; init; } = new();

    /// <summary>Kind of the database migrations between the two images. Defaults to <see cref="MigrationKind.Additive"/>.</summary>
    public MigrationKind Migrations { get; init; }

    /// <summary>The image of a slot.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="image">The app's image.</param>
    public string? ImageOf(Slot slot, string? image) => (slot == Slot.Blue ? BlueImage : GreenImage) ?? image;
}
