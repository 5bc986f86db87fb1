namespace Pulumi;

/// <summary>An error that belongs to a resource; it is reported with its stack unless that is hidden.</summary>
public class ResourceException : Exception
{
    /// <param name="message">What is reported.</param>
    /// <param name="resource">The resource it belongs to.</param>
    /// <param name="hideStack">Whether the message alone is reported.</param>
    public ResourceException(string message, Resource? resource, bool hideStack = false)
        : base(message)
    {
        Resource = resource;
        HideStack = hideStack;
    }

    internal Resource? Resource { get; }

    internal bool HideStack { get; }
}
