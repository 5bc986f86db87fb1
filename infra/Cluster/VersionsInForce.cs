using System.Collections.Immutable;
using Pulumi;

namespace Infra.Cluster;

/// <summary>
/// The versions that the last successful run of this stack installed, read from the stack's own outputs: an upgrade that is not
/// allowed is refused while planning. A failed run leaves the versions of the last successful one.
/// </summary>
public sealed class VersionsInForce : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:cluster:VersionsInForce";

    private readonly StackReference _self;

    /// <summary>Reads the stack's outputs.</summary>
    public VersionsInForce(string name, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        _self = StackAddress.Refer($"{name}-outputs", Deployment.Instance.StackName, new() { Parent = this });
        RegisterOutputs();
    }

    /// <summary>A version from the stack's outputs; null before the first run that set it.</summary>
    /// <param name="output">Name of the output.</param>
    /// <remarks>The secrecy of the outputs is removed: a version is no secret, and every command that names one would become
    /// secret.</remarks>
    public Output<string?> Of(string output) =>
        Output.Unsecret(_self.Outputs.Apply(outputs => outputs?.GetValueOrDefault(output) as string));
}
