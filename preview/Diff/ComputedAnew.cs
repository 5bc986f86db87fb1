using Infra.Preview.Graph;
using Infra.Preview.Recording;

namespace Infra.Preview.Diff;

/// <summary>
/// Values that only a provider knows and that it computes anew in this run: those of created and replaced resources, and the output of
/// commands that run again. The engine does not know them while it plans, so an input that they flow into counts as changed. Plans have
/// the same stand-in for them on both sides, which is how they are found in an input.
/// </summary>
internal sealed class ComputedAnew
{
    /// <summary>Prefixes of the stand-ins for public addresses (<see cref="Addresses"/>).</summary>
    private static readonly string[] AddressRanges = ["192.0.2.", "198.51.100.", "203.0.113.", "2001:db8:0:"];

    private readonly Dictionary<string, Source> _sources = new(StringComparer.Ordinal);

    /// <summary>Adds a resource that is created or replaced.</summary>
    public void Add(PlanResource resource) => _sources[resource.Urn] = new(resource, IsNew: true);

    /// <summary>Adds a resource that is updated; only commands compute something anew then.</summary>
    public void AddUpdated(PlanResource resource)
    {
        if (IsCommand(resource.Type))
        {
            _sources[resource.Urn] = new(resource, IsNew: false);
        }
    }

    /// <summary>
    /// Inputs of a resource with <see cref="PlanValue.Unknown"/> where a value is computed anew, and the paths of secret inputs that such a
    /// value flows into; its own inputs and no paths when there are none.
    /// </summary>
    public (PlanValue Inputs, IReadOnlyList<string> Secrets, string? From) In(PlanResource resource)
    {
        if (_sources.Count == 0 || resource.PropertyDependencies.Count == 0)
        {
            return (resource.Inputs, [], null);
        }
        var inputs = resource.Inputs;
        var secrets = new List<string>();
        string? from = null;
        foreach (var (input, urns) in resource.PropertyDependencies)
        {
            foreach (var urn in urns)
            {
                if (_sources.TryGetValue(urn, out var source) && inputs[input] is { } value)
                {
                    var marked = Mark(value, source, [input], secrets);
                    if (!ReferenceEquals(marked, value))
                    {
                        inputs = inputs.With(input, marked);
                        from ??= urn;
                    }
                    else if (secrets.Count > 0)
                    {
                        from ??= urn;
                    }
                }
            }
        }
        return (inputs, secrets, from);
    }

    private static PlanValue Mark(PlanValue value, Source source, List<string> path, List<string> secrets)
    {
        switch (value.Kind)
        {
            case PlanValueKind.Text when value.Text == PlanValue.SecretText:
                if (source.FlowsIntoSecrets && PropertyPath.Write(path) is var secret && !secrets.Contains(secret))
                {
                    secrets.Add(secret);
                }
                return value;
            case PlanValueKind.Text or PlanValueKind.Number:
                return source.IsIn(value) ? PlanValue.Unknown : value;
            case PlanValueKind.List or PlanValueKind.Map:
                return MarkItems(value, source, path, secrets);
            default:
                return value;
        }
    }

    private static PlanValue MarkItems(PlanValue value, Source source, List<string> path, List<string> secrets)
    {
        PlanValue[]? items = null;
        for (var i = 0; i < value.Items.Count; i++)
        {
            path.Add(value.Kind == PlanValueKind.Map ? value.Keys[i] : PropertyPath.At(i));
            var marked = Mark(value.Items[i], source, path, secrets);
            path.RemoveAt(path.Count - 1);
            if (!ReferenceEquals(marked, value.Items[i]))
            {
                items ??= [.. value.Items];
                items[i] = marked;
            }
        }
        return items is null ? value : value.Kind == PlanValueKind.List ? PlanValue.OfList(items) : PlanValue.OfMap([.. value.Keys], items);
    }

    private static bool IsCommand(string type) => type is "command:remote:Command" or "command:local:Command";

    /// <summary>Resource whose values are computed anew.</summary>
    /// <param name="Resource">The resource.</param>
    /// <param name="IsNew">Whether its ID is new too, and not just what a command printed.</param>
    private sealed record Source(PlanResource Resource, bool IsNew)
    {
        private string[]? _texts;
        private HashSet<string>? _given;

        /// <summary>
        /// Whether its values may be in a secret input. A Kubernetes object with a given name is referred to by what the program gave.
        /// </summary>
        public bool FlowsIntoSecrets { get; } =
            !ProviderFacts.IsKubernetesObject(Resource.Type) || Resource.Inputs.At("metadata", "name") is null;

        /// <summary>Whether a value contains one that is computed anew.</summary>
        public bool IsIn(PlanValue value)
        {
            var texts = _texts ??= Texts();
            if (value.Kind == PlanValueKind.Number)
            {
                var number = value.Number.ToString();
                return texts.Contains(number) || (IsNew && IsForeignId(number));
            }
            foreach (var text in texts)
            {
                if (value.Text.Contains(text, StringComparison.Ordinal))
                {
                    return true;
                }
            }
            return IsNew && IsForeignId(value.Text);
        }

        private string[] Texts()
        {
            var (type, name) = (Resource.Type, Resource.Name);
            var texts = new List<string>();
            if (IsCommand(type))
            {
                texts.Add(ComputedValues.OutputOf(name));
            }
            if (!IsNew)
            {
                return [.. texts];
            }
            if (FlowsIntoSecrets)
            {
                texts.Add(ComputedValues.Id(type, name));
            }
            var state = new Dictionary<string, object>(StringComparer.Ordinal);
            ComputedValues.AddTo(state, type, name, new());
            foreach (var value in state.Values)
            {
                if (value is string { Length: > 7 } text)
                {
                    texts.Add(text.Trim());
                }
            }
            if (state.ContainsKey("ipv4Address") || state.ContainsKey("ipAddress") || state.ContainsKey("ipv4"))
            {
                texts.AddRange(AddressRanges);
            }
            if (ProviderFacts.IsKubernetesObject(type) && FlowsIntoSecrets && state["metadata"] is Dictionary<string, object> metadata)
            {
                texts.Add((string)metadata["name"]);
            }
            return [.. texts];
        }

        /// <summary>Whether a value is an ID of Hetzner Cloud that the program did not give: that of a deployed resource.</summary>
        private bool IsForeignId(string text) => Resource.Type.StartsWith("hcloud:", StringComparison.Ordinal)
            && text.Length is > 4 and < 20 && text.All(char.IsAsciiDigit) && !(_given ??= Given(Resource.Inputs)).Contains(text);

        private static HashSet<string> Given(PlanValue inputs)
        {
            var given = new HashSet<string>(StringComparer.Ordinal);
            Add(inputs);
            return given;

            void Add(PlanValue value)
            {
                given.Add(value.Kind == PlanValueKind.Number ? value.Number.ToString() : value.Text);
                foreach (var item in value.Items)
                {
                    Add(item);
                }
            }
        }
    }
}
