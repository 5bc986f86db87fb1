using System.Runtime.CompilerServices;

namespace Infra.Preview.Graph;

/// <summary>
/// One planned resource, as the engine would register it. Lists of names are in ordinal order, lists of paths as given. A record for its
/// copies alone: a resource equals itself only.
/// </summary>
public sealed record PlanResource
{
    private static readonly string[] Nothing = [];
    private static readonly Dictionary<string, IReadOnlyList<string>> NoDependencies = [];
    private static readonly Dictionary<string, string> NoDigests = [];

    /// <summary>The nested URN the engine gives: `urn:pulumi:stack::project::parentType$type::name`.</summary>
    public required string Urn { get; init; }

    /// <summary>The type token, as `hcloud:index/server:Server`.</summary>
    public required string Type { get; init; }

    /// <summary>The logical name.</summary>
    public required string Name { get; init; }

    /// <summary>The URN of the parent; null for the stack itself.</summary>
    public string? Parent { get; init; }

    /// <summary>
    /// The URN of the provider that serves a custom resource: given, inherited, or the package's default one
    /// (`...::pulumi:providers:hcloud::default`). Null for components and for what the engine serves itself.
    /// </summary>
    public string? Provider { get; init; }

    /// <summary>
    /// URNs of the resources that must exist first: <see cref="DeclaredDependencies"/>, with components replaced by their children, and
    /// <see cref="DataDependencies"/>.
    /// </summary>
    public IReadOnlyList<string> DependsOn { get; init; } = Nothing;

    /// <summary>
    /// URNs named in the option `dependsOn`, components unexpanded. Empty in a plan read from JSON, which keeps <see cref="DependsOn"/>
    /// alone.
    /// </summary>
    public IReadOnlyList<string> DeclaredDependencies { get; init; } = Nothing;

    /// <summary>URNs of the resources whose outputs flow into the inputs, sorted.</summary>
    public IReadOnlyList<string> DataDependencies =>
        [.. PropertyDependencies.Values.SelectMany(sources => sources).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>
    /// URNs of the resources whose outputs flow into each input, by the input's name, as the engine's state has them. Inputs without any
    /// are left out, components replaced by their children.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> PropertyDependencies { get; init; } = NoDependencies;

    /// <summary>Whether the engine refuses to delete it; inherited from the parent.</summary>
    public bool Protect { get; init; }

    /// <summary>Whether a deletion removes the resource from the state only; inherited from the parent.</summary>
    public bool RetainOnDelete { get; init; }

    /// <summary>Property paths whose changes are ignored.</summary>
    public IReadOnlyList<string> IgnoreChanges { get; init; } = Nothing;

    /// <summary>Property paths whose changes replace the resource.</summary>
    public IReadOnlyList<string> ReplaceOnChanges { get; init; } = Nothing;

    /// <summary>Whether a replacement deletes the old resource first; null leaves the choice to the provider.</summary>
    public bool? DeleteBeforeReplace { get; init; }

    /// <summary>URN of the resource with whose deletion this one is deleted too; inherited from the parent.</summary>
    public string? DeletedWith { get; init; }

    /// <summary>URNs that this resource may have had before: its own aliases and those derived from its parent's.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = Nothing;

    /// <summary>Names of additional secret outputs. Not part of the plan's JSON.</summary>
    public IReadOnlyList<string> AdditionalSecretOutputs { get; init; } = Nothing;

    /// <summary>The provider version asked for; null leaves it to the engine. Not part of the plan's JSON.</summary>
    public string? Version { get; init; }

    /// <summary>The times allowed for create, update and delete; null leaves them to the provider. Not part of the plan's JSON.</summary>
    public PlanTimeouts? Timeouts { get; init; }

    /// <summary>The inputs, secrets masked.</summary>
    public PlanValue Inputs { get; init; } = PlanValue.EmptyMap;

    /// <summary>Paths of the secret inputs, as `connection.privateKey` or `data["tls.key"]`.</summary>
    public IReadOnlyList<string> SecretInputs { get; init; } = Nothing;

    /// <summary>
    /// Digests of the secret inputs by path, made of what the program gave, with a stand-in for each secret that it was given: equal
    /// digests mean an unchanged value. A path without a digest cannot be compared.
    /// </summary>
    public IReadOnlyDictionary<string, string> SecretDigests { get; init; } = NoDigests;

    /// <summary>Whether the resource is a component: a group of other resources for which nothing is created.</summary>
    public bool IsComponent => Provider is null && !Type.StartsWith("pulumi:", StringComparison.Ordinal);

    /// <summary>Whether the resource is the stack itself.</summary>
    public bool IsStack => Type == "pulumi:pulumi:Stack";

    /// <inheritdoc/>
    public bool Equals(PlanResource? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    /// <inheritdoc/>
    public override string ToString() => Urn;
}
