using System.Collections.Concurrent;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas;

/// <summary>
/// Schemas of the kinds of one Kubernetes version, built-in and custom. The document is of the pinned minor version at any available
/// patch level, because fields are added in minor versions only.
/// </summary>
internal sealed class KubernetesSchemas
{
    private const string ObjectMeta = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
    private const string Definition = "#/definitions/";

    private static readonly ConcurrentDictionary<string, Lazy<KubernetesSchemas>> Known = new(StringComparer.Ordinal);

    private static string Folder => Path.Combine(ReferenceData.Root, "kubernetes", "openapi");

    private readonly JObject _definitions;
    private readonly Dictionary<string, string> _byKind = new(StringComparer.Ordinal);
    private readonly HashSet<string> _namespaced = new(StringComparer.Ordinal);
    private readonly HashSet<string> _resources = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<KindSchema>>> _read = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, JObject> _strict = new(StringComparer.Ordinal);

    private KubernetesSchemas(string file)
    {
        using var reader = new JsonTextReader(File.OpenText(file)) { DateParseHandling = DateParseHandling.None };
        var document = JObject.Load(reader);
        _definitions = (JObject)document["definitions"]!;
        foreach (var definition in _definitions.Properties())
        {
            // A few types belong to every group (DeleteOptions, WatchEvent) and are no objects.
            if (definition.Value["x-kubernetes-group-version-kind"] is JArray { Count: 1 } kinds)
            {
                _byKind[Key(kinds[0])] = definition.Name;
            }
        }

        foreach (var path in ((JObject)document["paths"]!).Properties())
        {
            if (path.Name.Contains("/namespaces/{namespace}/", StringComparison.Ordinal)
                && path.Value.At("post", "x-kubernetes-group-version-kind") is { } kind)
            {
                _namespaced.Add(Key(kind));
            }

            _resources.Add(ResourceOf(path.Name));
        }
    }

    /// <summary>Fields of <see cref="Enums"/> that are missing in this version.</summary>
    public IEnumerable<string> UnknownEnums =>
        from name in Enums.All.Keys
        let dot = name.IndexOf('.', StringComparison.Ordinal)
        where !_definitions.Properties().Any(
            type =>
                type.Name.EndsWith("." + name[..dot], StringComparison.Ordinal) && type.Value["properties"]?[name[(dot + 1)..]] is not null)
        select name;

    /// <summary>Returns the schemas of a version such as <c>1.34</c>; throws where they are not available.</summary>
    public static KubernetesSchemas Of(string minor)
    {
        var file = Find(minor) ?? throw new FileNotFoundException(
            $"no OpenAPI document of Kubernetes {minor} in {Folder}; tests/Schemas/download.sh says where they come from");
        return Known.GetOrAdd(file, name => new(() => new(name))).Value;
    }

    /// <summary>Whether a resource of a namespace exists, such as <c>apps/deployments/scale</c> or <c>/pods</c>.</summary>
    public bool HasResource(string resource) => _resources.Contains(resource);

    // /apis/apps/v1/namespaces/{namespace}/deployments/{name}/scale
    private static string ResourceOf(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var home = Array.IndexOf(parts, "{namespace}");
        if (home < 0)
        {
            return path;
        }

        var group = parts[0] == "api" ? "" : parts[1];
        return $"{group}/{string.Join('/', parts.Skip(home + 1).Where(part => part[0] != '{'))}";
    }

    /// <summary>Whether the schemas of a version are available.</summary>
    public static bool Has(string minor) => Find(minor) is not null;

    /// <summary>Returns the schemas of a kind, all of which an object must match; none for an unknown kind.</summary>
    public async Task<IReadOnlyList<KindSchema>> ForAsync(string apiVersion, string kind, InstalledVersions installed)
    {
        var (group, version) = Split(apiVersion);
        if (_byKind.TryGetValue($"{group}/{version}/{kind}", out var name))
        {
            return
            [
                await ReadAsync(
                    name,
                    () =>
                        KindSchema.ReadAsync(
                            Closed(new() { ["$ref"] = Definition + name }, name),
                            _namespaced.Contains($"{group}/{version}/{kind}"),
                            isCustom: false)),
            ];
        }

        var schemas = new List<KindSchema>();
        foreach (var file in CrdCatalog.For(group, kind, installed))
        {
            var served = file.Spec.Maps("versions").Select(found => found.Item)
                .FirstOrDefault(one => one.Text("name") == version && one.IsTrue("served"));
            if (served.At("schema", "openAPIV3Schema") is JObject schema)
            {
                var isNamespaced = file.Spec.Text("scope") == "Namespaced";
                schemas.Add(
                    await ReadAsync(
                        $"{file.File}#{version}",
                        () =>
                            KindSchema.ReadAsync(
                                Closed(StrictSchema.Custom(schema, Definition + ObjectMeta), null),
                                isNamespaced,
                                isCustom: true,
                                served.IsTrue("deprecated"))));
            }
        }

        return schemas;
    }

    private static string? Find(string minor) =>
        Directory.GetFiles(Folder, $"swagger-v{minor}.*.min.json").Order(StringComparer.Ordinal).LastOrDefault();

    private Task<KindSchema> ReadAsync(string key, Func<Task<KindSchema>> read) => _read.GetOrAdd(key, _ => new(read)).Value;

    private static string Key(JToken kind) => $"{kind["group"]}/{kind["version"]}/{kind["kind"]}";

    private static (string Group, string Version) Split(string apiVersion) =>
        apiVersion.Split('/') is [var group, var version] ? (group, version) : ("", apiVersion);

    /// <summary>Adds to a schema the definitions that it refers to.</summary>
    private JObject Closed(JObject schema, string? root)
    {
        var reached = new Dictionary<string, JObject>(StringComparer.Ordinal);
        var open = new Stack<JObject>([schema]);
        while (open.TryPop(out var next))
        {
            var references = next.DescendantsAndSelf().OfType<JProperty>()
                .Where(property => property.Name == "$ref" && property.Value is JValue);
            foreach (var reference in references)
            {
                var name = ((string)reference.Value!)[Definition.Length..];
                if (!reached.ContainsKey(name))
                {
                    open.Push(reached[name] = _strict.GetOrAdd(name, full => StrictSchema.BuiltIn(full, (JObject)_definitions[full]!)));
                }
            }
        }

        var closed = root is null ? schema : (JObject)reached[root].DeepClone();
        closed["definitions"] = new JObject(reached.Select(entry => new JProperty(entry.Key, entry.Value.DeepClone())));
        return closed;
    }
}
