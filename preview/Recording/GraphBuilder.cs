using System.Collections.Immutable;
using Infra.Preview.Graph;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Preview.Recording;

/// <summary>
/// Builds the graph of a finished run from the registrations seen by the transformation and the requests received by the mocks.
/// </summary>
internal sealed class GraphBuilder
{
    private readonly RecordingOptions _options;
    private readonly RecordingMocks _mocks;
    private readonly SecretMask _mask = new();
    private readonly ArgumentWalk _walk;
    private readonly InputReader _reader;
    private readonly Inheritance _inheritance;
    private readonly Dictionary<Resource, Registration> _byResource = [];
    private readonly List<string> _problems = [];

    /// <summary>Creates a builder for one run.</summary>
    public GraphBuilder(RecordingOptions options, RecordingMocks mocks)
    {
        _options = options;
        _mocks = mocks;
        _walk = new(_mask);
        _reader = new(_mask, Find);
        _inheritance = new(options.Project, options.Header.Stack);
    }

    /// <summary>Builds the graph of the registrations, given in the program's order.</summary>
    public RecordingResult Build(IReadOnlyList<Registration> registrations)
    {
        Registration? stack = null;
        foreach (var registration in registrations)
        {
            _byResource.TryAdd(registration.Resource, registration);
            if (registration.Type == "pulumi:pulumi:Stack")
            {
                stack ??= registration;
            }
        }
        if (stack is null)
        {
            return new(null, ["the program registered no stack"]);
        }
        Arrange(registrations, stack);
        FindDoubles(registrations);
        if (_problems.Count > 0)
        {
            return Failed();
        }
        var drafts = new List<Draft>(registrations.Count);
        InOrder(stack, drafts);
        var outputs = DraftOutputs();
        var resources = new PlanResource[drafts.Count];
        for (var i = 0; i < resources.Length; i++)
        {
            resources[i] = Finish(drafts[i]);
        }
        FindSharedObjects(resources);
        var outputValues = Finish(outputs);
        return _problems.Count > 0
            ? Failed()
            : new(new(_options.Header, resources, outputValues), []) { Visited = _walk.Visited + _reader.Visited };
    }

    private Registration? Find(Resource resource) => _byResource.GetValueOrDefault(resource);

    private RecordingResult Failed()
    {
        _problems.Sort(StringComparer.Ordinal);
        return new(null, _problems);
    }

    private void Arrange(IReadOnlyList<Registration> registrations, Registration stack)
    {
        foreach (var registration in registrations)
        {
            if (registration != stack)
            {
                registration.Parent = registration.Options.Parent is { } parent && Find(parent) is { } named ? named : stack;
                registration.Parent.Children.Add(registration);
            }
            _inheritance.Apply(registration, Find);
        }
    }

    /// <summary>
    /// Finds duplicate resources. The engine refuses a URN that already exists. The preview also refuses the same type and name under
    /// different parents, which the mocks cannot distinguish and people rarely can.
    /// </summary>
    private void FindDoubles(IReadOnlyList<Registration> registrations)
    {
        var seen = new Dictionary<string, Registration>(registrations.Count, StringComparer.Ordinal);
        foreach (var registration in registrations)
        {
            if (seen.TryAdd(RecordingMocks.KeyOf(registration.Type, registration.Name), registration))
            {
                continue;
            }
            var first = seen[RecordingMocks.KeyOf(registration.Type, registration.Name)];
            _problems.Add(first.Urn == registration.Urn
                ? "duplicate resource: two resources have the URN " + registration.Urn
                    + "; the engine refuses the second, so one of them needs another name"
                : "duplicate name: two resources of type " + registration.Type + " are named \"" + registration.Name + "\" (" + first.Urn
                    + " and " + registration.Urn + "); one of them needs another name");
        }
    }

    /// <summary>
    /// Finds objects that two resources describe. The provider takes over what exists, so each would overwrite the other, and the deletion
    /// of one resource would delete the object of both.
    /// </summary>
    private void FindSharedObjects(PlanResource[] resources)
    {
        var seen = new Dictionary<string, PlanResource>(resources.Length, StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            if (!ProviderFacts.IsKubernetesObject(resource.Type)
                || resource.Type.EndsWith("Patch", StringComparison.Ordinal)
                || resource.Inputs.At("metadata", "name") is not { Kind: PlanValueKind.Text } name
                || name.Text == PlanValue.UnknownText)
            {
                continue;
            }
            var home = resource.Inputs.At("metadata", "namespace")?.Text;
            if (!seen.TryAdd($"{resource.Provider} {resource.Type} {home}/{name.Text}", resource))
            {
                var first = seen[$"{resource.Provider} {resource.Type} {home}/{name.Text}"];
                _problems.Add("duplicate object: two resources describe " + resource.Type + " " + (home is null ? "" : home + "/")
                    + name.Text + " (" + first.Urn + " and " + resource.Urn + "); one of them needs another name");
            }
        }
    }

    private void InOrder(Registration at, List<Draft> drafts)
    {
        drafts.Add(Study(at));
        at.Children.Sort(static (a, b) => string.CompareOrdinal(a.Type, b.Type) is var byType && byType != 0
            ? byType
            : string.CompareOrdinal(a.Name, b.Name));
        foreach (var child in at.Children)
        {
            InOrder(child, drafts);
        }
    }

    /// <summary>Walks the arguments and stores the findings; values are built once every secret of the stack is known.</summary>
    private Draft Study(Registration registration)
    {
        var draft = new Draft { Registration = registration };
        if (registration.Arguments is { } arguments && (_options.WalksArguments || !TryTakeReport(draft)))
        {
            _walk.Walk(arguments, draft.Found);
        }
        return draft;
    }

    private bool TryTakeReport(Draft draft)
    {
        var (type, name) = (draft.Registration.Type, draft.Registration.Name);
        return ReportedInputs.TryTake(_mocks.ReportOf(type, name), _mocks.InputsOf(type, name), draft.Found, _mask);
    }

    private PlanResource Finish(Draft draft)
    {
        var registration = draft.Registration;
        var options = registration.Options;
        var custom = options as CustomResourceOptions;
        var inputs = Inputs(draft, out var secretInputs);
        if (_mask.Hides(registration.Name))
        {
            _problems.Add("a name contains a secret: a resource of type " + registration.Type + " under "
                + (registration.Parent?.Urn ?? "the stack"));
        }
        List<string> declared = [], all = [];
        foreach (var resource in Declared(options))
        {
            if (resource is not null && Find(resource) is { } dependency)
            {
                declared.Add(dependency.Urn);
                all.AddRange(StandsFor(dependency));
            }
        }
        var sources = SourcesOf(draft, all);
        return new()
        {
            Urn = registration.Urn,
            Type = registration.Type,
            Name = registration.Name,
            Parent = registration.Parent?.Urn,
            Provider = _inheritance.ProviderOf(registration, Find),
            DependsOn = Sets.Sorted(all, except: registration.Urn),
            DeclaredDependencies = Sets.Sorted(declared),
            PropertyDependencies = sources,
            Protect = registration.Protect,
            RetainOnDelete = registration.RetainOnDelete,
            IgnoreChanges = Sets.Sorted([.. options.IgnoreChanges]),
            ReplaceOnChanges = Sets.Sorted([.. options.ReplaceOnChanges]),
            DeleteBeforeReplace = custom?.DeleteBeforeReplace,
            DeletedWith = registration.DeletedWith,
            Aliases = registration.Aliases,
            AdditionalSecretOutputs = custom is null ? [] : Sets.Sorted([.. custom.AdditionalSecretOutputs]),
            Version = options.Version,
            Timeouts = options.CustomTimeouts is { } timeouts ? new(timeouts.Create, timeouts.Update, timeouts.Delete) : null,
            Inputs = inputs,
            SecretInputs = secretInputs,
            SecretDigests = _reader.TakeDigests(),
        };
    }

    private PlanValue Inputs(Draft draft, out string[] secretInputs)
    {
        var registration = draft.Registration;
        var given = _mocks.InputsOf(registration.Type, registration.Name) ?? ImmutableDictionary<string, object>.Empty;
        var secret = TreeOf(draft.Found.Secrets);
        secret = AddProvidersSecrets(draft, given, secret);
        var unknown = TreeOf(draft.Found.Unknown);
        secretInputs = Written([.. draft.Found.Secrets, .. draft.Found.SecretMaps]);
        var inputs = _reader.Read(given, secret, unknown);
        return unknown is null ? inputs : WithUnknown(draft, given, inputs, secret, unknown);
    }

    /// <summary>Adds the properties that did not reach the mock because something in them is unknown.</summary>
    private PlanValue WithUnknown(
        Draft draft, ImmutableDictionary<string, object> given, PlanValue inputs, PathTree? secret, PathTree unknown)
    {
        List<string> keys = [.. inputs.Keys];
        List<PlanValue> values = [.. inputs.Items];
        foreach (var path in draft.Found.Unknown)
        {
            var name = path[0];
            if (!given.ContainsKey(name) && !keys.Contains(name) && draft.Registration.Arguments is { } arguments)
            {
                keys.Add(name);
                values.Add(_reader.Read(name, PlainArguments.Of(arguments, name), secret, unknown));
            }
        }
        return PlanValue.OfMap([.. keys], [.. values]);
    }

    private static PathTree? AddProvidersSecrets(Draft draft, ImmutableDictionary<string, object> given, PathTree? secret)
    {
        foreach (var name in ProviderFacts.SecretInputs(draft.Registration.Type))
        {
            secret = AddSecret(name, draft, given, secret);
        }
        if (draft.Registration.Options is CustomResourceOptions custom)
        {
            foreach (var name in custom.AdditionalSecretOutputs)
            {
                secret = AddSecret(name, draft, given, secret);
            }
        }
        return secret;
    }

    private static PathTree? AddSecret(string name, Draft draft, ImmutableDictionary<string, object> given, PathTree? secret)
    {
        if (!given.ContainsKey(name))
        {
            return secret;
        }
        draft.Found.Secrets.Add([name]);
        secret ??= new();
        secret.AddBelow(name);
        return secret;
    }

    private static PathTree? TreeOf(List<string[]> paths)
    {
        if (paths.Count == 0)
        {
            return null;
        }
        var tree = new PathTree();
        foreach (var path in paths)
        {
            tree.Add(path);
        }
        return tree;
    }

    private static string[] Written(List<string[]> paths)
    {
        var written = new List<string>(paths.Count);
        foreach (var path in paths)
        {
            written.Add(PropertyPath.Write(path));
        }
        return Sets.Sorted(written);
    }

    private static ImmutableArray<Resource> Declared(ResourceOptions options)
    {
        var declared = OutputUtilities.GetValueAsync((Output<ImmutableArray<Resource>>)options.DependsOn).GetAwaiter().GetResult();
        return declared.IsDefault ? [] : declared;
    }

    /// <summary>Sources of each input, by its name in ordinal order; adds all of them to a list too.</summary>
    private Dictionary<string, IReadOnlyList<string>> SourcesOf(Draft draft, List<string> all)
    {
        string[] inputs = [.. draft.Found.Dependencies.Keys];
        Array.Sort(inputs, StringComparer.Ordinal);
        var sources = new Dictionary<string, IReadOnlyList<string>>(inputs.Length, StringComparer.Ordinal);
        foreach (var input in inputs)
        {
            var urns = new List<string>();
            foreach (var source in draft.Found.Dependencies[input])
            {
                if (Find(source) is { } registration)
                {
                    urns.AddRange(StandsFor(registration));
                }
            }
            all.AddRange(urns);
            if (Sets.Sorted(urns, except: draft.Registration.Urn) is { Length: > 0 } sorted)
            {
                sources.Add(input, sorted);
            }
        }
        return sources;
    }

    /// <summary>
    /// URNs that a dependency on a resource stands for. A dependency on a component means its custom resources, including those of nested
    /// components but not those below other custom resources, as the .NET SDK expands it for the engine; a component created inside its
    /// provider stands for itself.
    /// </summary>
    private static string[] StandsFor(Registration registration)
    {
        if (registration.StandsFor is { } known)
        {
            return known;
        }
        if (registration.Resource is not ComponentResource || ProviderFacts.IsRemoteComponent(registration.Type))
        {
            return registration.StandsFor = [registration.Urn];
        }
        var below = new List<string>();
        foreach (var child in registration.Children)
        {
            below.AddRange(StandsFor(child));
        }
        return registration.StandsFor = [.. below];
    }

    private sealed class Draft
    {
        public required Registration Registration { get; init; }

        public InputFindings Found { get; } = new();
    }

    private sealed record OutputDraft(string Name, object? Value, bool IsSecret, bool IsKnown);

    private List<OutputDraft> DraftOutputs()
    {
        var drafts = new List<OutputDraft>();
        if (_mocks.StackOutputs is not { } outputs)
        {
            return drafts;
        }
        foreach (var (name, output) in outputs)
        {
            var found = _walk.WalkOutput(name, output);
            var known = found.Unknown.Count == 0;
            var value = known ? OutputUtilities.GetValueAsync(output).GetAwaiter().GetResult() : null;
            drafts.Add(new(name, value, found.Secrets.Count > 0 || found.SecretMaps.Count > 0, known));
        }
        return drafts;
    }

    private PlanValue Finish(List<OutputDraft> drafts)
    {
        var keys = new string[drafts.Count];
        var values = new PlanValue[drafts.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            var draft = drafts[i];
            keys[i] = draft.Name;
            values[i] = draft.IsSecret ? PlanValue.Secret : draft.IsKnown ? _reader.Read(draft.Value, null, null) : PlanValue.Unknown;
        }
        return PlanValue.OfMap(keys, values);
    }
}
