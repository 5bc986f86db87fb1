using System.Collections.Immutable;
using Pulumi;

namespace Infra.Cluster;

/// <summary>
/// What this very stack was last brought up with, read from its own outputs: a version that must not follow the one in
/// force is refused while planning. A run that failed half-way leaves the versions of the last one that did not.
/// </summary>
public sealed class VersionsInForce : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:cluster:VersionsInForce";

    private readonly StackReference _self;

    /// <summary>Reads the stack's outputs.</summary>
    public VersionsInForce(string name, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        _self = StackAddress.Refer($"{name}-outputs", Deployment.Instance.StackName, new() { Parent = this });
        RegisterOutputs();
    }

    /// <summary>A version the stack gave as an output; null before the first run that gave it.</summary>
    /// <param name="output">Name of the output.</param>
    /// <remarks>Read past the outputs' secrecy, which would cover every command that names a version: a version is none.</remarks>
    public Output<string?> Of(string output) => Output.Unsecret(_self.Outputs.Apply(outputs => outputs?.GetValueOrDefault(output) as string));
}
