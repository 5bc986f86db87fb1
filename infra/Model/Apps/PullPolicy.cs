namespace Infra.Model;

/// <summary>Policy for pulling an image.</summary>
[VerbatimNames]
public enum PullPolicy
{
    /// <summary>Pulled when the node does not have the image.</summary>
    IfNotPresent,

    /// <summary>Pulled at every start.</summary>
    Always,

    /// <summary>Never pulled: the image is imported, and a missing one fails (source: 000).</summary>
    Never,
}
