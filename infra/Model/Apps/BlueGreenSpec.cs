namespace Infra.Model;

/// <summary>Two versions of an app side by side, one of them live.</summary>
public sealed record BlueGreenSpec
{
    /// <summary>Whether. Defaults to <see cref="BlueGreenMode.None"/>.</summary>
    public BlueGreenMode Mode { get; init; }

    /// <summary>The slot the service selects. Switching it is the roll-out, switching back the rollback. Defaults to blue.</summary>
    public Slot Live { get; init; }

    /// <summary>Image of the blue slot. Defaults to the app's.</summary>
    [PinnedImage]
    public string? BlueImage { get; init; }

    /// <summary>Image of the green slot. Defaults to the app's.</summary>
    [PinnedImage]
    public string? GreenImage { get; init; }

    /// <summary>Pods of the slot that is not live; null (default) for as many as the live one has.</summary>
    [Range(0, 10_000)]
    public int? IdleReplicas { get; init; }

    /// <summary>Path asked of the other slot before a switch. Defaults to <c>/</c>.</summary>
    [UrlPath]
    public string SmokeTest { get; init; } = "/";
}
