using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Infra.Preview.Graph;
using Infra.Preview.Recording;

namespace Infra.Preview.Sources;

/// <summary>
/// Reads what `pulumi stack export` writes: the resources as they are deployed. Secrets are never decrypted; a decrypted one is not kept,
/// and is masked in every text that contains it.
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
        catch (Exception e) when (IsDamage(e))
        {
            throw new FormatException("damaged state: not as pulumi stack export writes it", e);
        }
    }

    private static bool IsDamage(Exception e) => e is InvalidOperationException or KeyNotFoundException or ArgumentException;

    /// <summary>Whether a value is a secret, encrypted or not.</summary>
    public static bool IsSecret(JsonElement element) => Text(element, Signature) == Secret;

    private static JsonDocument Parse(byte[] json)
    {
        try
        {
            var document = JsonDocument.Parse(json, PlanJson.Limits);
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
            // The engine leaves out an empty list, but writes nothing else in its place.
            JsonValueKind.Object when found.TryGetProperty("resources", out var list) && list.ValueKind != JsonValueKind.Array =>
                throw new FormatException("damaged state: its resources are no list"),
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
        var mask = DecryptedSecrets.In(deployment);
        var deployed = new DeployedState(mask);
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
            var resource = ReadResource(element, urn, type, mask);
            var id = Text(element, "id");
            if (id is not null && HasNumber(type) && !int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                throw new FormatException($"damaged state: {urn}: its ID '{id}' is no number, as those of Hetzner Cloud are");
            }
            resources.Add(resource);
            if (type == StackType)
            {
                outputs = element.TryGetProperty("outputs", out var all) ? Value(all, [], [], mask) : outputs;
            }
            else
            {
                deployed.Add(resource, id, element.TryGetProperty("outputs", out var given) ? given : default);
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

    private static PlanResource ReadResource(JsonElement element, string urn, string type, SecretMask mask)
    {
        try
        {
            return SecretPlaces.Mask(Resource(element, urn, type, mask));
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw new FormatException($"damaged state: {urn} is not as pulumi stack export writes it", e);
        }
    }

    private static PlanResource Resource(JsonElement element, string urn, string type, SecretMask mask)
    {
        var secrets = new List<string>();
        var inputs = element.TryGetProperty("inputs", out var given) ? Value(given, [], secrets, mask) : PlanValue.EmptyMap;
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
            AdditionalSecretOutputs = Texts(element, "additionalSecretOutputs"),
            Inputs = WithoutGivenName(inputs),
            SecretInputs = [.. secrets.Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>
    /// Value of an input, without what providers added: names under `__defaults`, and keys that begin with two underscores.
    /// </summary>
    private static PlanValue Value(JsonElement element, ImmutableList<string> path, List<string> secrets, SecretMask mask)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String when mask.Hides(element.GetString()!):
                return SecretAt(path, secrets);
            case JsonValueKind.String:
                return PlanValue.OfText(element.GetString()!);
            case JsonValueKind.Number:
                return PlanValue.OfNumber(element.GetDouble());
            case JsonValueKind.True or JsonValueKind.False:
                return PlanValue.OfTruth(element.GetBoolean());
            case JsonValueKind.Array:
                var at = 0;
                return PlanValue.OfList(
                    [.. element.EnumerateArray().Select(item => Value(item, path.Add(PropertyPath.At(at++)), secrets, mask))]);
            case JsonValueKind.Object when element.TryGetProperty(Signature, out var signature):
                return signature.ValueKind == JsonValueKind.String
                    ? Special(element, signature.GetString()!, path, secrets)
                    : SecretAt(path, secrets);
            case JsonValueKind.Object:
                var defaults = Items(element, "__defaults").Select(item => item.GetString()!).ToHashSet(StringComparer.Ordinal);
                var kept = element.EnumerateObject()
                    .Where(member => !member.Name.StartsWith("__", StringComparison.Ordinal) && !defaults.Contains(member.Name))
                    .ToArray();
                return PlanValue.OfMap(
                    [.. kept.Select(member => member.Name)],
                    [.. kept.Select(member => Value(member.Value, path.Add(member.Name), secrets, mask))]);
            default:
                return PlanValue.None;
        }
    }

    private static PlanValue SecretAt(ImmutableList<string> path, List<string> secrets)
    {
        secrets.Add(PropertyPath.Write(path));
        return PlanValue.Secret;
    }

    private static PlanValue Special(JsonElement element, string mark, ImmutableList<string> path, List<string> secrets)
    {
        switch (mark)
        {
            case Secret:
                return SecretAt(path, secrets);
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
        var known = new HashSet<string>(StringComparer.Ordinal);
        if (resources.Find(resource => !known.Add(resource.Urn)) is { } twice)
        {
            throw new FormatException($"damaged state: {twice.Urn} is there twice");
        }
        var children = resources.ToLookup(resource => resource.Parent is { } parent && known.Contains(parent) ? parent : "");
        var ordered = new List<PlanResource>(resources.Count);
        var next = new Stack<PlanResource>();
        Push("");
        while (next.TryPop(out var resource))
        {
            ordered.Add(resource);
            Push(resource.Urn);
        }
        if (ordered.Count < resources.Count)
        {
            known.ExceptWith(ordered.Select(resource => resource.Urn));
            throw new FormatException($"damaged state: cycle of parents at {known.Order(StringComparer.Ordinal).First()}");
        }
        return [.. ordered];

        void Push(string parent)
        {
            foreach (var child in children[parent].OrderByDescending(child => child.Type, StringComparer.Ordinal)
                .ThenByDescending(child => child.Name, StringComparer.Ordinal))
            {
                next.Push(child);
            }
        }
    }

    /// <summary>Whether the ID of a resource is a number, which the program reads.</summary>
    private static bool HasNumber(string type) => type is "hcloud:index/firewall:Firewall" or "hcloud:index/network:Network"
        or "hcloud:index/placementGroup:PlacementGroup" or "hcloud:index/primaryIp:PrimaryIp" or "hcloud:index/server:Server"
        or "hcloud:index/volume:Volume" or "hcloud:index/loadBalancer:LoadBalancer" or "hcloud:index/floatingIp:FloatingIp";

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    private static string[] Texts(JsonElement element, string name) =>
        [.. Items(element, name).Select(item => item.GetString()!).Distinct().Order(StringComparer.Ordinal)];

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool IsTrue(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
