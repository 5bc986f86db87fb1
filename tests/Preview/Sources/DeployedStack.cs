using System.Text.Json.Nodes;
using Infra.Preview;
using Infra.Preview.Graph;
using Infra.Preview.Recording;
using Infra.Preview.Sources;
using Infra.Tests.Support;

namespace Infra.Tests.Preview.Sources;

/// <summary>
/// State of a stack as the engine exports it: with the IDs, addresses and names that providers gave, secrets encrypted, and what providers
/// add to the inputs.
/// </summary>
internal sealed class DeployedStack
{
    private readonly Dictionary<string, ComputedState> _computed = new(StringComparer.Ordinal);

    /// <summary>Exports a stack of a project as if it were deployed.</summary>
    public static async Task<JsonObject> ExportAsync(string root, string stack)
    {
        var deployed = new DeployedStack();
        var outcome = await StackPreview.RunAsync(root, stack, phase: null, deployed.Compute, from: null);
        Problems.None(outcome.Problems);
        return deployed.Export(outcome.Graph!);
    }

    /// <summary>Secret of a state.</summary>
    public static JsonObject Secret() =>
        new() { [StateFile.Signature] = StateFile.Secret, ["ciphertext"] = "v1:c29tZXRoaW5n:ZW5jcnlwdGVk" };

    private ComputedState? Compute(string type, string name, IReadOnlyDictionary<string, object> inputs)
    {
        var place = ComputedValues.Number(type, name) % 200;
        Dictionary<string, object>? outputs = type switch
        {
            "hcloud:index/server:Server" => new() { ["ipv4Address"] = $"95.216.1.{place}", ["status"] = "running" },
            "hcloud:index/primaryIp:PrimaryIp" or "hcloud:index/floatingIp:FloatingIp" => new() { ["ipAddress"] = $"95.216.2.{place}" },
            "hcloud:index/loadBalancer:LoadBalancer" => new() { ["ipv4"] = $"95.216.3.{place}", ["networkId"] = 4711.0 },
            "hcloud:index/volume:Volume" => new() { ["linuxDevice"] = $"/dev/disk/by-id/scsi-0HC_Volume_{place}" },
            "tls:index/privateKey:PrivateKey" => new() { ["publicKeyOpenssh"] = $"ssh-ed25519 AAAAreal{place} {name}\n" },
            _ when ProviderFacts.IsKubernetesObject(type) && Metadata(inputs) is { } metadata && !metadata.ContainsKey("name") =>
                new() { ["metadata"] = new Dictionary<string, object>(metadata) { ["name"] = $"{name}-1a2b3c4d" } },
            _ => null,
        };
        var id = type.StartsWith("hcloud:", StringComparison.Ordinal) ? $"{100_000_000 + place}" : $"{name}-deployed";
        return _computed[RecordingMocks.KeyOf(type, name)] = new(id, outputs ?? []);
    }

    private static IReadOnlyDictionary<string, object>? Metadata(IReadOnlyDictionary<string, object> inputs) =>
        inputs.TryGetValue("metadata", out var metadata)
            ? metadata as IReadOnlyDictionary<string, object>
            : new Dictionary<string, object>();

    private JsonObject Export(PlanGraph plan)
    {
        var resources = new JsonArray();
        foreach (var package in plan.Resources.Select(resource => resource.Provider).OfType<string>().Distinct()
            .Where(urn => plan.Find(urn) is null))
        {
            resources.Add(new JsonObject
            {
                ["urn"] = package,
                ["custom"] = true,
                ["id"] = "1b4e28ba",
                ["type"] = package.Split("::")[2],
                ["inputs"] = new JsonObject { ["version"] = "1.0.0" },
            });
        }
        foreach (var resource in plan.Resources)
        {
            resources.Add(Export(resource, plan));
        }
        return new()
        {
            ["version"] = 3,
            ["deployment"] = new JsonObject
            {
                ["manifest"] = new JsonObject { ["version"] = "v3.163.0" },
                ["secrets_providers"] = new JsonObject { ["type"] = "passphrase" },
                ["resources"] = resources,
            },
        };
    }

    private JsonObject Export(PlanResource resource, PlanGraph plan)
    {
        var inputs = Json(resource.Inputs).AsObject();
        var computed = _computed.GetValueOrDefault(RecordingMocks.KeyOf(resource.Type, resource.Name));
        var outputs = resource.IsStack ? Json(plan.Outputs).AsObject() : inputs.DeepClone().AsObject();
        foreach (var (key, value) in computed?.Outputs ?? new Dictionary<string, object>())
        {
            outputs[key] = value is IReadOnlyDictionary<string, object> map
                ? Map(map.Where(entry => entry.Value is string).Select(entry => (entry.Key, (JsonNode?)(string)entry.Value)))
                : JsonValue.Create(value);
        }
        AddOfProvider(resource, inputs);
        var exported = new JsonObject
        {
            ["urn"] = resource.Urn,
            ["custom"] = computed is not null,
            ["type"] = resource.Type,
            ["inputs"] = inputs,
            ["outputs"] = outputs,
            ["dependencies"] = Texts(resource.DependsOn.Reverse()),
            ["propertyDependencies"] = Map(
                resource.PropertyDependencies.Select(entry => (entry.Key, (JsonNode?)Texts(entry.Value)))
                    .Append(("none", new JsonArray()))),
            ["aliases"] = Texts(resource.Aliases),
            ["created"] = "2026-11-01T10:00:00Z",
        };
        foreach (var (key, value) in new[]
        {
            ("id", computed?.Id), ("parent", resource.Parent), ("deletedWith", resource.DeletedWith),
            ("provider", resource.Provider is { } provider ? $"{provider}::5c1b8a1e" : null),
        })
        {
            if (value is not null)
            {
                exported[key] = value;
            }
        }
        foreach (var (key, value) in new[] { ("protect", resource.Protect), ("retainOnDelete", resource.RetainOnDelete) })
        {
            if (value)
            {
                exported[key] = true;
            }
        }
        return exported;
    }

    /// <summary>Adds what the check of a provider adds.</summary>
    private static void AddOfProvider(PlanResource resource, JsonObject inputs)
    {
        switch (resource.Type.Split(':')[0])
        {
            case "hcloud" or "random" or "tls":
                inputs["__defaults"] = new JsonArray(inputs.ContainsKey("name") ? [] : ["name"]);
                inputs["name"] ??= $"{resource.Name}-1a2b3c4";
                break;
            case "pulumi" when resource.Type.StartsWith("pulumi:providers:", StringComparison.Ordinal):
                inputs["version"] = "4.32.0";
                inputs["__internal"] = new JsonObject();
                break;
            case "command" when resource.Type.StartsWith("command:remote:", StringComparison.Ordinal):
                inputs["addPreviousOutputInEnv"] ??= true;
                inputs["connection"] = Secret();
                break;
            case "kubernetes" when resource.Type == "kubernetes:helm.sh/v3:Release":
                AddOfRelease(inputs);
                break;
            case "kubernetes" when ProviderFacts.IsKubernetesObject(resource.Type) && resource.Inputs.At("metadata", "name") is null:
                inputs["metadata"] ??= new JsonObject();
                inputs["metadata"]!["name"] = $"{resource.Name}-1a2b3c4d";
                inputs["metadata"]!["annotations"] ??= new JsonObject();
                inputs["metadata"]!["annotations"]!["pulumi.com/autonamed"] = "true";
                break;
            default:
                break;
        }
    }

    /// <summary>Writes all fields of a release, as its check does, and drops empty lists of the values.</summary>
    private static void AddOfRelease(JsonObject inputs)
    {
        foreach (var field in (ReadOnlySpan<string>)["atomic", "cleanupOnFail", "createNamespace", "devel", "lint", "skipCrds", "verify"])
        {
            inputs[field] ??= false;
        }
        foreach (var field in (ReadOnlySpan<string>)["description", "keyring", "postrender"])
        {
            inputs[field] ??= "";
        }
        inputs["timeout"] ??= 300;
        foreach (var field in inputs["repositoryOpts"] is JsonObject ? (ReadOnlySpan<string>)["caFile", "password", "username"] : [])
        {
            inputs["repositoryOpts"]![field] ??= "";
        }
        DropEmptyLists(inputs["values"] ??= new JsonObject());
    }

    private static void DropEmptyLists(JsonNode? value)
    {
        foreach (var item in value as JsonArray ?? [])
        {
            DropEmptyLists(item);
        }
        foreach (var (key, item) in (value as JsonObject ?? []).ToArray())
        {
            DropEmptyLists(item);
            if (item is JsonArray { Count: 0 })
            {
                value!.AsObject().Remove(key);
            }
        }
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static JsonNode Json(PlanValue value) => value switch
    {
        _ when ReferenceEquals(value, PlanValue.Secret) => Secret(),
        { Kind: PlanValueKind.Text, Text: "[StringAsset]" } => new JsonObject
        {
            [StateFile.Signature] = "c44067f5952c0a294b673a41bacd8c17",
            ["hash"] = "00",
            ["text"] = "content",
        },
        { Kind: PlanValueKind.Text } => JsonValue.Create(value.Text),
        { Kind: PlanValueKind.Number } => JsonValue.Create(value.Number),
        { Kind: PlanValueKind.Truth } => JsonValue.Create(value.IsTrue),
        { Kind: PlanValueKind.List } => new JsonArray([.. value.Items.Select(Json)]),
        _ => Map(value.Keys.Zip(value.Items, (key, item) => (key, (JsonNode?)Json(item)))),
    };

    private static JsonObject Map(IEnumerable<(string Key, JsonNode? Value)> entries) =>
        new(entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value)));
}
