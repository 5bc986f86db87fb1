namespace Infra.Parts;

/// <summary>Minor versions of Kubernetes that the pinned software of a part supports, both included.</summary>
/// <param name="Software">The software with its version, as in a sentence.</param>
/// <param name="Oldest">The oldest minor version of Kubernetes 1.</param>
/// <param name="Newest">The newest minor version of Kubernetes 1.</param>
public sealed record SupportedKubernetes(string Software, int Oldest, int Newest)
{
    /// <summary>Whether the software supports a minor version of Kubernetes 1.</summary>
    public bool Contains(int minor) => minor >= Oldest && minor <= Newest;

    /// <inheritdoc/>
    public override string ToString() => $"{Software} (1.{Oldest} to 1.{Newest})";
}
