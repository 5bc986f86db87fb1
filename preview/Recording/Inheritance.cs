using Pulumi;
using Pulumi.Utilities;

namespace Infra.Preview.Recording;

/// <summary>
/// Resolves the properties that a resource inherits from its parent. Mocks and transformations see the options as given; inherited ones are
/// resolved here, as other components do in a real run:
/// <list type="bullet">
/// <item>`protect`: in the .NET SDK's resource constructor, from the parent that was named, unless set.</item>
/// <item>`providers`: in the same place, by package. A component adds its `provider` or `providers`; a custom resource adds a `provider`
/// it was given, for the package of its own type. A custom resource without a provider takes its package's from the parent.</item>
/// <item>`retainOnDelete`, `deletedWith`: in the engine (`inheritFromParent` of its resource monitor), unless set.</item>
/// <item>`aliases`: in the engine, or in the SDK for engines that know no alias specs, with the same result: its own aliases, and for every
/// alias of the parent the URN this resource would have had under it.</item>
/// <item>Nothing else: `dependsOn`, `ignoreChanges`, `replaceOnChanges`, `deleteBeforeReplace`, timeouts and versions are not
/// inherited.</item>
/// </list>
/// </summary>
internal sealed class Inheritance(string project, string stack)
{
    private const string StackType = "pulumi:pulumi:Stack";

    /// <summary>Resolves a registration whose parent has been resolved.</summary>
    public void Apply(Registration registration, Func<Resource, Registration?> find)
    {
        var parent = registration.Parent;
        registration.QualifiedType = parent is null || parent.Type == StackType
            ? registration.Type
            : parent.QualifiedType + "$" + registration.Type;
        registration.Urn = Urn(project, stack, registration.QualifiedType, registration.Name);

        var options = registration.Options;
        registration.Protect = options.Protect ?? parent?.Protect ?? false;
        registration.RetainOnDelete = options.RetainOnDelete ?? parent?.RetainOnDelete ?? false;
        registration.DeletedWith = options.DeletedWith is { } with ? find(with)?.Urn : parent?.DeletedWith;
        registration.Providers = Providers(registration);
        registration.Aliases = Aliases(registration, find);
    }

    /// <summary>URN of the provider that serves a resource; null for components and for types that the engine serves itself.</summary>
    public string? ProviderOf(Registration registration, Func<Resource, Registration?> find)
    {
        var type = registration.Type;
        if (ProviderFacts.PackageOf(type) is not { } package
            || (registration.Resource is ComponentResource && !ProviderFacts.IsRemoteComponent(type)))
        {
            return null;
        }
        var given = registration.Options.Provider as Resource;
        if (given is null && registration.Providers.TryGetValue(package, out var inherited))
        {
            given = inherited;
        }
        if (given is not null && find(given) is { } provider)
        {
            return provider.Urn;
        }
        return Urn(project, stack, "pulumi:providers:" + package, DefaultName(registration.Options.Version));
    }

    private static string Urn(string project, string stack, string qualifiedType, string name) =>
        string.Concat(string.Concat("urn:pulumi:", stack, "::", project), "::", qualifiedType, "::" + name);

    /// <summary>URN of a default provider. The engine names default providers after the requested version.</summary>
    private static string DefaultName(string? version) =>
        string.IsNullOrEmpty(version) ? "default" : "default_" + version.Replace('.', '_').Replace('-', '_').Replace('+', '_');

    private static IReadOnlyDictionary<string, Resource> Providers(Registration registration)
    {
        var inherited = registration.Parent?.Providers;
        var options = registration.Options;
        if (registration.Resource is not ComponentResource)
        {
            return options.Provider is { } own && ProviderFacts.PackageOf(registration.Type) is { } package
                ? With(inherited, package, own)
                : inherited ?? registration.Providers;
        }
        var providers = inherited ?? registration.Providers;
        if (options.Provider is { } single && ProviderFacts.ProvidedPackage(single.GetResourceType()) is { } served)
        {
            providers = With(providers, served, single);
        }
        if (options is ComponentResourceOptions component)
        {
            foreach (var provider in component.Providers)
            {
                if (ProviderFacts.ProvidedPackage(provider.GetResourceType()) is { } its)
                {
                    providers = With(providers, its, provider);
                }
            }
        }
        return providers;
    }

    private static Dictionary<string, Resource> With(IReadOnlyDictionary<string, Resource>? providers, string package, Resource provider)
    {
        var added = new Dictionary<string, Resource>(StringComparer.Ordinal);
        if (providers is not null)
        {
            foreach (var (key, value) in providers)
            {
                added[key] = value;
            }
        }
        added[package] = provider;
        return added;
    }

    private string[] Aliases(Registration registration, Func<Resource, Registration?> find)
    {
        var parent = registration.Parent;
        var given = registration.Options.Aliases;
        if (given.Count == 0 && parent is not { Aliases.Length: > 0 })
        {
            return [];
        }
        var own = new List<string>();
        foreach (var input in given)
        {
            if (OutputUtilities.GetValueAsync((Output<Alias>)input).GetAwaiter().GetResult() is { } alias)
            {
                own.Add(OwnAlias(registration, alias, find));
            }
        }
        var all = new List<string>(own);
        foreach (var former in parent?.Aliases ?? [])
        {
            all.Add(UnderFormerParent(registration.Name, registration.Type, parent!.Name, former));
            foreach (var alias in own)
            {
                all.Add(UnderFormerParent(NameIn(alias), LastTypeIn(alias), parent.Name, former));
            }
        }
        return Sets.Sorted(all, except: registration.Urn);
    }

    private string OwnAlias(Registration registration, Alias alias, Func<Resource, Registration?> find)
    {
        if (alias.Urn is { } urn)
        {
            return urn;
        }
        var type = Text(alias.Type) ?? registration.Type;
        var parentUrn = alias.NoParent
            ? null
            : Text(alias.ParentUrn) ?? (alias.Parent is { } parent ? find(parent)?.Urn : registration.Parent?.Urn);
        return Urn(
            Text(alias.Project) ?? project,
            Text(alias.Stack) ?? stack,
            parentUrn is null || QualifiedTypeIn(parentUrn) == StackType ? type : QualifiedTypeIn(parentUrn) + "$" + type,
            Text(alias.Name) ?? registration.Name);
    }

    /// <summary>
    /// Derives an alias from an alias of the parent: a child named after its parent would have been named after the parent's former name.
    /// </summary>
    private string UnderFormerParent(string name, string type, string parentName, string formerParent)
    {
        var formerName = name.StartsWith(parentName, StringComparison.Ordinal) ? NameIn(formerParent) + name[parentName.Length..] : name;
        var parts = formerParent.Split("::");
        var formerStack = parts[0]["urn:pulumi:".Length..];
        return Urn(
            parts.Length > 1 ? parts[1] : project,
            formerStack.Length > 0 ? formerStack : stack,
            QualifiedTypeIn(formerParent) + "$" + type,
            formerName);
    }

    private static string? Text(Input<string>? input)
        => input is null ? null : OutputUtilities.GetValueAsync((Output<string>)input).GetAwaiter().GetResult();

    private static string QualifiedTypeIn(string urn)
    {
        var parts = urn.Split("::", 4);
        return parts.Length > 2 ? parts[2] : "";
    }

    private static string NameIn(string urn)
    {
        var parts = urn.Split("::", 4);
        return parts.Length > 3 ? parts[3] : "";
    }

    private static string LastTypeIn(string urn)
    {
        var type = QualifiedTypeIn(urn);
        return type[(type.LastIndexOf('$') + 1)..];
    }
}
