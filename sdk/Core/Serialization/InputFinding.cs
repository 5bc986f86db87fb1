namespace Pulumi;

/// <summary>A finding about an input that its plain value does not show.</summary>
/// <param name="kind">One of the constants below.</param>
/// <param name="path">Property names and list positions (<see cref="int"/>) down to the value.</param>
internal sealed class InputFinding(string kind, object[] path)
{
    /// <summary>The value is a secret.</summary>
    internal const string Secret = "secret";

    /// <summary>The value is a dictionary that is one secret.</summary>
    internal const string SecretMap = "secretMap";

    /// <summary>The value is not known yet.</summary>
    internal const string Unknown = "unknown";

    /// <summary>An input and a resource that it depends on.</summary>
    internal const string Dependency = "dependency";

    internal string Kind => kind;

    internal object[] Path => path;
}
