using System.Text.Json;
using Infra.Preview.Graph;
using Infra.Preview.Recording;

namespace Infra.Preview.Sources;

/// <summary>IDs and outputs of deployed resources, with which a stack is planned so that only real differences remain.</summary>
/// <param name="mask">Secrets that the state has in plain text.</param>
internal sealed class DeployedState(SecretMask mask)
{
    private readonly Dictionary<string, ComputedState> _byResource = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byUrn = new(StringComparer.Ordinal);

    /// <summary>Adds a resource of the state. Secret outputs are left out: their stand-ins serve.</summary>
    public void Add(PlanResource resource, string? id, JsonElement outputs)
    {
        var known = new Dictionary<string, object>(StringComparer.Ordinal);
        if (outputs.ValueKind == JsonValueKind.Object)
        {
            var hidden = SecretPlaces.Names(resource).ToHashSet(StringComparer.Ordinal);
            foreach (var member in outputs.EnumerateObject())
            {
                if (!hidden.Contains(member.Name)
                    && !IsHidden(member.Value)
                    && Plain(member.Value, $"{member.Name} of {resource.Name}") is { } value)
                {
                    known[member.Name] = value;
                }
            }
        }
        var key = RecordingMocks.KeyOf(resource.Type, resource.Name);
        _byResource.TryAdd(key, new(id is not null && mask.Hides(id) ? null : id, known));
        _byUrn[resource.Urn] = key;
    }

    /// <summary>Plans a stack with these values. A resource that an alias connects with a deployed one has its values.</summary>
    public async Task<StackOutcome> PlanAsync(string root, string stack, string? phase, string? from)
    {
        var outcome = await StackPreview.RunAsync(root, stack, phase, Of, from);
        var isMoved = false;
        foreach (var resource in outcome.Graph?.Resources ?? [])
        {
            var key = RecordingMocks.KeyOf(resource.Type, resource.Name);
            if (!_byResource.ContainsKey(key)
                && resource.Aliases.FirstOrDefault(_byUrn.ContainsKey) is { } former)
            {
                _byResource.Add(key, _byResource[_byUrn[former]]);
                isMoved = true;
            }
        }
        return isMoved ? await StackPreview.RunAsync(root, stack, phase, Of, from) : outcome;
    }

    /// <summary>Values of a deployed resource; null for a new one. What the program gives as an input stays as it gives it.</summary>
    private ComputedState? Of(string type, string name, IReadOnlyDictionary<string, object> inputs)
    {
        if (!_byResource.TryGetValue(RecordingMocks.KeyOf(type, name), out var deployed))
        {
            return null;
        }
        var outputs = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (key, value) in deployed.Outputs)
        {
            if (!inputs.TryGetValue(key, out var given))
            {
                outputs[key] = value;
            }
            else if (key == "metadata" && given is IReadOnlyDictionary<string, object> own && value is Dictionary<string, object> full)
            {
                outputs[key] = WithIdentity(own, full);
            }
        }
        return deployed with { Outputs = outputs };
    }

    /// <summary>Metadata of a Kubernetes object with the name that the provider chose.</summary>
    private static Dictionary<string, object> WithIdentity(IReadOnlyDictionary<string, object> given, Dictionary<string, object> deployed)
    {
        var metadata = new Dictionary<string, object>(given, StringComparer.Ordinal);
        foreach (var key in (ReadOnlySpan<string>)["name", "namespace", "uid"])
        {
            if (deployed.TryGetValue(key, out var value))
            {
                metadata.TryAdd(key, value);
            }
        }
        return metadata;
    }

    private bool IsHidden(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => mask.Hides(element.GetString()!),
        JsonValueKind.Object => element.TryGetProperty(StateFile.Signature, out _),
        _ => false,
    };

    private object? Plain(JsonElement element, string name) => element.ValueKind switch
    {
        _ when IsHidden(element) => SecretToken.For(name),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.True or JsonValueKind.False => element.GetBoolean(),
        JsonValueKind.Array => element.EnumerateArray().Select(item => Plain(item, name) ?? "").ToArray(),
        JsonValueKind.Object => element.EnumerateObject()
            .Where(member => !member.Name.StartsWith("__", StringComparison.Ordinal) && member.Value.ValueKind != JsonValueKind.Null)
            .ToDictionary(member => member.Name, member => Plain(member.Value, name)!, StringComparer.Ordinal),
        _ => null,
    };
}
