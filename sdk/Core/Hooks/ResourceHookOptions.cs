namespace Pulumi;

/// <summary>Options of a resource hook.</summary>
public class ResourceHookOptions
{
    /// <summary>Whether it runs in a preview too; no by default.</summary>
    public bool? OnDryRun { get; set; }

    /// <summary>Whether its failure leaves the operation alone.</summary>
    public bool? IgnoreErrors { get; set; }
}
