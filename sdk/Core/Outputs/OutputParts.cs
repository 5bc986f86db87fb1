namespace Pulumi;

/// <summary>Looks at the outputs that another one is made of; not generic, so that it is one type.</summary>
internal static class OutputParts
{
    /// <summary>The outputs that have not settled yet.</summary>
    internal static IOutput[] Pending(IOutput[] parts) => Array.FindAll(parts, part => part.IsPending);
}
