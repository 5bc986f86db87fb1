namespace Pulumi;

/// <summary>Options of a resource hook.</summary>
public class ResourceHookOptions
{
    /// <summary>Whether the hook also runs in a preview; false by default.</summary>
    public bool? OnDryRun { get; set; }

    /// <summary>Whether a failure of the hook does not fail the operation.</summary>
    public bool? IgnoreErrors { get; set; }
}
