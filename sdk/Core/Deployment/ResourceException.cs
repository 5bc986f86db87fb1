namespace Pulumi;

/// <summary>An error that belongs to a resource; reported with its stack trace unless that is hidden.</summary>
public class ResourceException : Exception
{
    /// <param name="message">Message to report.</param>
    /// <param name="resource">The resource that the error belongs to.</param>
    /// <param name="hideStack">Whether only the message is reported.</param>
    public ResourceException(string message, Resource? resource, bool hideStack = false)
        : base(message)
    {
        Resource = resource;
        HideStack = hideStack;
    }

    internal Resource? Resource { get; }

    internal bool HideStack { get; }
}
