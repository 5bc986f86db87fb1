namespace Infra.Cli.Output;

/// <summary>Names of resource types for people.</summary>
internal static class KindName
{
    /// <summary>Turns a type token into words: `hcloud Server`, `apps/v1 Deployment`, `component Network`, `provider kubernetes`.</summary>
    public static string Of(string type)
    {
        var parts = type.Split(':');
        if (parts.Length != 3)
        {
            return Printable.Escape(type);
        }
        return (parts[0], parts[1]) switch
        {
            ("pulumi", "pulumi") => parts[2] == "Stack" ? "stack" : parts[2],
            ("pulumi", "providers") => $"provider {parts[2]}",
            ("infra", _) => $"component {parts[2]}",
            ("kubernetes", "core/v1") => $"v1 {parts[2]}",
            ("kubernetes", _) => $"{parts[1]} {parts[2]}",
            _ => $"{parts[0]} {parts[2]}",
        };
    }
}
