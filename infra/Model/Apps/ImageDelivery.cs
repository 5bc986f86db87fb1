namespace Infra.Model;

/// <summary>Way in which an image reaches the nodes.</summary>
public enum ImageDelivery
{
    /// <summary>Pushed to a registry, from which the nodes pull.</summary>
    Push,

    /// <summary>Saved to a file, copied, and imported with <c>k3s ctr images import</c>.</summary>
    Import,
}
