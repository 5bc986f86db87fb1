namespace Infra.Model;

/// <summary>How an image reaches the nodes.</summary>
public enum ImageDelivery
{
    /// <summary>Through a registry.</summary>
    Push,

    /// <summary>Saved to a file, copied, and imported with <c>k3s ctr images import</c>.</summary>
    Import,
}
