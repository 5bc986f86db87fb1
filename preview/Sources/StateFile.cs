using System.Collections.Immutable;
using System.Text.Json;
using Infra.Preview.Graph;
using Infra.Preview.Recording;

namespace Infra.Preview.Sources;

/// <summary>
/// Reads what `pulumi stack export` writes: the resources as they are deployed. Secrets are never decrypted, and a decrypted one is not
/// kept.
/// </summary>
internal static class StateFile
{
    /// <summary>Key that marks special values, https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/sig/sig.go.</summary>
    public const string Signature = "4dabf18193072939515e22adb298388d";

    /// <summary>Mark of a secret.</summary>
    public const string Secret = "1b47061264138c4ac30d75fd1eb44270";

    private const string Asset = "c44067f5952c0a294b673a41bacd8c17";
    private const string Archive = "0def7320c3a5731c473e5ecbe6d01bc7";
    private const string Reference = "5cf8f73096256a8f31e491e813e4eb8e";
    private const string StackType = "pulumi:pulumi:Stack";
    private const string Autonamed = "pulumi.com/autonamed";

    /// <summary>Whether a file is a state, and not a plan.</summary>
    /// <exception cref="FormatException">The file is no JSON object.</exception>
    public static bool IsState(byte[] json)
    {
        using var document = Parse(json);
        return document.RootElement.TryGetProperty("deployment", out _) || document.RootElement.TryGetProperty("checkpoint", out _);
    }

    /// <summary>Reads a state.</summary>
    /// <param name="name">Name of the file, for messages.</param>
    /// <param name="json">Content of the file.</param>
    /// <exception cref="FormatException">The state lacks something; the message says what.</exception>
    public static PlanSource Read(string name, byte[] json)
    {
        using var document = Parse(json);
        try
        {
            return Read(name, DeploymentOf(document.RootElement));
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new FormatException($"damaged state: {e.Message}", e);
        }
    }

    private static JsonDocument Parse(byte[] json)
    {
        try
        {
            var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document
                : throw new FormatException("the file holds no JSON object");
        }
        catch (JsonException e)
        {
            throw new FormatException($"the file is no JSON: {e.Message}", e);
        }
    }

    private static JsonElement DeploymentOf(JsonElement root)
    {
        var found = root.TryGetProperty("deployment", out var deployment)
            ? deployment
            : root.GetProperty("checkpoint").TryGetProperty("latest", out var latest) ? latest : default;
        return found.ValueKind switch
        {
            JsonValueKind.Object when found.TryGetProperty("resources", out _) || found.TryGetProperty("manifest", out _) => found,
            JsonValueKind.Object => throw new FormatException(
                "the deployment has no resources: it is encrypted as a whole or another format; export it with pulumi stack export"),
            _ => throw new FormatException("the deployment is no object; export it with pulumi stack export"),
        };
    }

    private static PlanSource Read(string name, JsonElement deployment)
    {
        var warnings = new List<string>();
        var resources = new List<PlanResource>();
        var deployed = new DeployedState();
        var outputs = PlanValue.EmptyMap;
        foreach (var element in Items(deployment, "resources"))
        {
            var urn = Text(element, "urn") ?? throw new FormatException("damaged state: a resource without urn");
            var type = Text(element, "type") ?? throw new FormatException($"damaged state: {urn} has no type");
            if (IsTrue(element, "delete"))
            {
                warnings.Add($"{name}: {urn} waits for its deletion since a former run; pulumi up completes it");
                continue;
            }
            if (type.StartsWith("pulumi:providers:", StringComparison.Ordinal) && Urn.IsDefaultProvider(urn))
            {
                continue;
            }
            var resource = ReadResource(element, urn, type);
            resources.Add(resource);
            if (type == StackType)
            {
                outputs = element.TryGetProperty("outputs", out var all) ? Value(all, [], []) : outputs;
            }
            else
            {
                deployed.Add(resource, Text(element, "id"), element.TryGetProperty("outputs", out var given) ? given : default);
            }
        }
        if (Items(deployment, "pending_operations").Count() is var pending and > 0)
        {
            var first = Text(Items(deployment, "pending_operations").First().GetProperty("resource"), "urn");
            var (were, they) = pending == 1 ? ("operation was", "it") : ("operations were", "they");
            warnings.Add($"{name}: {pending} {were} cut off, the first on {first}; "
                + $"what {they} did is not in the state, so run pulumi refresh and export it again");
        }
        var stack = resources.Count > 0 ? resources[0].Urn.Split("::")[0]["urn:pulumi:".Length..] : "";
        return new(name, new(new(stack, "", "", null), InOrder(resources), outputs)) { State = deployed, Warnings = warnings };
    }

    private static PlanResource ReadResource(JsonElement element, string urn, string type)
    {
        var secrets = new List<string>();
        var inputs = element.TryGetProperty("inputs", out var given) ? Value(given, [], secrets) : PlanValue.EmptyMap;
        return new()
        {
            Urn = urn,
            Type = type,
            Name = Urn.NameOf(urn),
            Parent = Text(element, "parent"),
            Provider = Text(element, "provider") is { Length: > 0 } provider ? Urn.WithoutLast(provider) : null,
            DependsOn = Texts(element, "dependencies"),
            PropertyDependencies = Sources(element),
            Protect = IsTrue(element, "protect"),
            RetainOnDelete = IsTrue(element, "retainOnDelete"),
            DeletedWith = Text(element, "deletedWith") is { Length: > 0 } with ? with : null,
            Aliases = Texts(element, "aliases"),
            Inputs = WithoutGivenName(inputs),
            SecretInputs = [.. secrets.Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>
    /// Value of an input, without what providers added: names under `__defaults`, and keys that begin with two underscores.
    /// </summary>
    private static PlanValue Value(JsonElement element, ImmutableList<string> path, List<string> secrets)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return PlanValue.OfText(element.GetString()!);
            case JsonValueKind.Number:
                return PlanValue.OfNumber(element.GetDouble());
            case JsonValueKind.True or JsonValueKind.False:
                return PlanValue.OfTruth(element.GetBoolean());
            case JsonValueKind.Array:
                var at = 0;
                return PlanValue.OfList(
                    [.. element.EnumerateArray().Select(item => Value(item, path.Add(PropertyPath.At(at++)), secrets))]);
            case JsonValueKind.Object when Text(element, Signature) is { } mark:
                return Special(element, mark, path, secrets);
            case JsonValueKind.Object:
                var defaults = Items(element, "__defaults").Select(item => item.GetString()!).ToHashSet(StringComparer.Ordinal);
                var kept = element.EnumerateObject()
                    .Where(member => !member.Name.StartsWith("__", StringComparison.Ordinal) && !defaults.Contains(member.Name))
                    .ToArray();
                return PlanValue.OfMap(
                    [.. kept.Select(member => member.Name)],
                    [.. kept.Select(member => Value(member.Value, path.Add(member.Name), secrets))]);
            default:
                return PlanValue.None;
        }
    }

    private static PlanValue Special(JsonElement element, string mark, ImmutableList<string> path, List<string> secrets)
    {
        switch (mark)
        {
            case Secret:
                secrets.Add(PropertyPath.Write(path));
                return PlanValue.Secret;
            case Reference:
                return PlanValue.OfText(Text(element, "urn") ?? "");
            case Asset:
                return PlanValue.OfText(Kind("Asset", ("text", "String"), ("path", "File"), ("uri", "Remote")));
            case Archive:
                return PlanValue.OfText(Kind("Archive", ("assets", "Asset"), ("path", "File"), ("uri", "Remote")));
            default:
                return PlanValue.Unknown;
        }

        string Kind(string noun, params (string Key, string Kind)[] kinds) =>
            $"[{kinds.FirstOrDefault(each => element.TryGetProperty(each.Key, out _)).Kind}{noun}]";
    }

    /// <summary>Inputs of a Kubernetes object without the name that the provider chose.</summary>
    private static PlanValue WithoutGivenName(PlanValue inputs)
    {
        if (inputs.At("metadata", "annotations", Autonamed) is null)
        {
            return inputs;
        }
        var metadata = inputs["metadata"]!;
        var annotations = metadata["annotations"]!.Without(Autonamed);
        metadata = metadata.Without("name");
        metadata = annotations.Keys.Count == 0 ? metadata.Without("annotations") : metadata.With("annotations", annotations);
        return inputs.With("metadata", metadata);
    }

    private static Dictionary<string, IReadOnlyList<string>> Sources(JsonElement element)
    {
        var sources = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (element.TryGetProperty("propertyDependencies", out var map) && map.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in map.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.Array && member.Value.GetArrayLength() > 0)
                {
                    sources.Add(member.Name, Texts(map, member.Name));
                }
            }
        }
        return sources;
    }

    /// <summary>Resources as a plan orders them: parents before children, siblings by type and name.</summary>
    private static PlanResource[] InOrder(List<PlanResource> resources)
    {
        var known = resources.Select(resource => resource.Urn).ToHashSet(StringComparer.Ordinal);
        var children = resources.ToLookup(resource => resource.Parent is { } parent && known.Contains(parent) ? parent : "");
        var ordered = new List<PlanResource>(resources.Count);
        Add("");
        return [.. ordered];

        void Add(string parent)
        {
            foreach (var child in children[parent].OrderBy(child => child.Type, StringComparer.Ordinal)
                .ThenBy(child => child.Name, StringComparer.Ordinal))
            {
                ordered.Add(child);
                Add(child.Urn);
            }
        }
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    private static string[] Texts(JsonElement element, string name) =>
        [.. Items(element, name).Select(item => item.GetString()!).Distinct().Order(StringComparer.Ordinal)];

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool IsTrue(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
