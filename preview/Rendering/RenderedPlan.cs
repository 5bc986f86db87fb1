using System.Text;
using Infra.Preview.Graph;
using Infra.Preview.Recording;

namespace Infra.Preview.Rendering;

/// <summary>
/// A plan as readable files: `&lt;namespace or cluster&gt;/&lt;kind&gt;-&lt;name&gt;.yaml` for every Kubernetes object, the same with
/// kind `release` or `chart` for Helm (the values, below a header that names the chart),
/// `scripts/&lt;name&gt;.&lt;create|update|delete&gt;.sh` for commands that run on the nodes, `scripts/&lt;name&gt;.stdin.sh` for the
/// scripts that they read and `scripts/&lt;name&gt;.user-data` for the servers' user data. Secrets are already masked.
/// </summary>
public static class RenderedPlan
{
    /// <summary>The files of a plan, by path.</summary>
    public static IReadOnlyList<RenderedFile> Of(PlanGraph graph)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var resource in graph.Resources)
        {
            Render(resource, (path, extension, text) => files.Add(Free(names, path, extension), text));
        }
        var rendered = new List<RenderedFile>(files.Count);
        foreach (var (path, text) in files)
        {
            rendered.Add(new(path, text));
        }
        return rendered;
    }

    private static void Render(PlanResource resource, Action<string, string, string> add)
    {
        switch (resource.Type)
        {
            case "kubernetes:helm.sh/v3:Release":
                add(PathOf(resource, "release", resource.Inputs.TextOf("namespace")), ".yaml", Chart(resource));
                return;
            case "kubernetes:helm.sh/v4:Chart":
                add(PathOf(resource, "chart", resource.Inputs.TextOf("namespace")), ".yaml", Chart(resource));
                return;
            case "kubernetes:yaml/v2:ConfigGroup":
                add(PathOf(resource, "group", null), ".yaml", Group(resource));
                return;
            case "command:remote:Command":
            case "command:local:Command":
                foreach (var when in (string[])["create", "update", "delete"])
                {
                    AddScript(resource, when, "." + when + ".sh", add);
                }
                if (!resource.SecretInputs.Contains("stdin", StringComparer.Ordinal))
                {
                    AddScript(resource, "stdin", ".stdin.sh", add);
                }
                return;
            case "hcloud:index/server:Server":
                AddScript(resource, "userData", ".user-data", add);
                return;
        }
        if (ProviderFacts.IsKubernetesObject(resource.Type))
        {
            var kind = resource.Inputs.TextOf("kind") ?? resource.Type[(resource.Type.LastIndexOf(':') + 1)..];
            add(
                PathOf(resource, kind.ToLowerInvariant(), resource.Inputs.At("metadata")?.TextOf("namespace")),
                ".yaml",
                PlanYaml.Document(SentObject.Of(resource.Inputs)));
        }
    }

    private static void AddScript(PlanResource resource, string input, string extension, Action<string, string, string> add)
    {
        if (resource.Inputs.TextOf(input) is { Length: > 0 } text)
        {
            add("scripts/" + FileName(resource.Name), extension, text.EndsWith('\n') ? text : text + "\n");
        }
    }

    private static string PathOf(PlanResource resource, string kind, string? @namespace)
    {
        var name = resource.Inputs.At("metadata")?.TextOf("name") ?? resource.Inputs.TextOf("name") ?? resource.Name;
        return FileName(@namespace ?? "cluster") + "/" + FileName(kind + "-" + name);
    }

    /// <summary>The chart, its version and its source as comments, followed by the Helm values.</summary>
    private static string Chart(PlanResource resource)
    {
        var inputs = resource.Inputs;
        var text = new StringBuilder();
        AddHead(text, "chart", inputs.TextOf("chart"));
        AddHead(text, "version", inputs.TextOf("version"));
        AddHead(text, "repository", inputs.At("repositoryOpts")?.TextOf("repo"));
        AddHead(text, "namespace", inputs.TextOf("namespace"));
        AddHead(text, "release", inputs.TextOf("name"));
        return text.Append(PlanYaml.Document(inputs["values"] ?? PlanValue.EmptyMap)).ToString();
    }

    private static void AddHead(StringBuilder text, string what, string? value)
    {
        if (value is not null)
        {
            text.Append("# ").Append(what).Append(": ").Append(value.Replace('\n', ' ')).Append('\n');
        }
    }

    private static string Group(PlanResource resource)
    {
        var text = new StringBuilder(resource.Inputs.TextOf("yaml"));
        foreach (var one in resource.Inputs["objs"]?.Items ?? [])
        {
            if (text.Length > 0 && text[^1] != '\n')
            {
                text.Append('\n');
            }
            text.Append("---\n").Append(PlanYaml.Document(SentObject.Of(one)));
        }
        return text.ToString();
    }

    /// <summary>Replaces characters that are allowed in object names but not in file names, as in `system:node-reader`.</summary>
    private static string FileName(string name)
    {
        var safe = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            safe.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' || (c == '.' && safe.Length > 0) ? c : '-');
        }
        return safe.ToString();
    }

    /// <summary>
    /// A path that is not yet in use. Two objects may share kind, namespace and name in different API groups; the second in the plan's
    /// order gets a number.
    /// </summary>
    private static string Free(HashSet<string> names, string path, string extension)
    {
        var free = path + extension;
        for (var number = 2; !names.Add(free); number++)
        {
            free = path + "-" + number + extension;
        }
        return free;
    }
}
