using System.Collections.Immutable;

namespace Pulumi;

/// <summary>An object declared by the program: a custom resource, or a component that groups others.</summary>
public class Resource
{
    private readonly string _type;
    private readonly string _name;
    private readonly ImmutableArray<ResourceTransformation> _transformations;
    private readonly ProviderResource[]? _ownProviders;
    private readonly string? _ownPackage;
    private readonly Resource? _providersFrom;
    private readonly OutputFactory _outputs;
    private List<Resource>? _children;

    private protected Resource(string type, string name, bool custom, ResourceArgs args, ResourceOptions options, bool remote = false)
    {
        if (string.IsNullOrEmpty(type))
        {
            throw new ArgumentException("'type' cannot be null or empty.", nameof(type));
        }

        if (string.IsNullOrEmpty(name))
        {
            throw new ArgumentException("'name' cannot be null or empty.", nameof(name));
        }

        var deployment = Deployment.Running;
        _outputs = new OutputFactory(this);
        OutputMembers.Create(this, _outputs);
        _type = type;
        _name = name;
        IsRemote = remote;

        var parent = type == Stack.RootType ? null : options.Parent ?? deployment.Stack;
        _transformations = options.TransformationsIfAny is { } own
            ? [.. own, .. parent?._transformations ?? []]
            : parent?._transformations ?? [];
        foreach (var transformation in _transformations)
        {
            if (transformation(new ResourceTransformationArgs(this, args, options)) is { } changed)
            {
                if (changed.Options.Parent != options.Parent)
                {
                    throw new ArgumentException("Transformations cannot currently be used to change the 'parent' of a resource.");
                }

                args = changed.Args;
                options = changed.Options;
            }
        }

        var component = options as ComponentResourceOptions;
        if (options.Provider is not null && component?.ProvidersIfAny is not null)
        {
            throw new ResourceException("Do not supply both 'provider' and 'providers' options to a ComponentResource.", options.Parent);
        }

        options.Parent?.AddChild(this);
        _providersFrom = options.Parent;
        if (custom)
        {
            Provider = options.Provider ?? options.Parent?.GetProvider(type);
            _ownPackage = options.Provider is null ? null : PackageOf(type);
            _ownProviders = _ownPackage is null ? null : [options.Provider!];
        }
        else
        {
            _ownProviders = options.Provider is { } one ? [one] : component?.ProvidersIfAny?.ToArray();
        }

        deployment.Register(new Registration(deployment, this, args, options, _outputs));
    }

    /// <summary>The resource's URN.</summary>
    [Output("urn")]
    public Output<string> Urn => field ??= MakeOutput<string>("urn");

    /// <summary>Whether the resource is a component whose children are created by the provider.</summary>
    internal bool IsRemote { get; }

    /// <summary>The provider of a managed resource, its own or the parent's; null for the default one.</summary>
    internal ProviderResource? Provider { get; }

    /// <summary>Answer of the mock, for finding the resource by URN.</summary>
    internal (string? Id, ResourceState State)? Registered { get; set; }

    /// <summary>The type token.</summary>
    public string GetResourceType() => _type;

    /// <summary>The name.</summary>
    public string GetResourceName() => _name;

    /// <summary>Creates an output property when it is first read: most never are, and each may have a type of its own.</summary>
    internal Output<T> MakeOutput<T>(string wireName) => _outputs.Make<T>(wireName);

    /// <summary>The provider for the token's package that children and calls use, if given here or on a parent.</summary>
    internal ProviderResource? GetProvider(string token) => PackageOf(token) is { } package ? FindProvider(package) : null;

    /// <summary>The current children.</summary>
    internal Resource[] Children()
    {
        if (_children is null)
        {
            return [];
        }

        lock (_children)
        {
            return [.. _children];
        }
    }

    private static string? PackageOf(string token)
    {
        var first = token.IndexOf(':', StringComparison.Ordinal);
        var second = first < 0 ? -1 : token.IndexOf(':', first + 1);
        return second >= 0 && token.IndexOf(':', second + 1) < 0 ? token[..first] : null;
    }

    private ProviderResource? FindProvider(string package)
    {
        for (var resource = this; resource is not null; resource = resource._providersFrom)
        {
            if (resource._ownPackage is { } own)
            {
                if (own == package)
                {
                    return resource._ownProviders![0];
                }
            }
            else if (resource._ownProviders is { } providers
                && Array.FindLast(providers, provider => provider.PackageName == package) is { } provider)
            {
                return provider;
            }
        }

        return null;
    }

    private void AddChild(Resource child)
    {
        var children = _children ?? Interlocked.CompareExchange(ref _children, [], null) ?? _children;
        lock (children)
        {
            children.Add(child);
        }
    }
}
