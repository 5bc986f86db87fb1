using System.Collections.Concurrent;
using System.Text;
using Infra.Preview.Recording;

namespace Infra.Preview.Diff;

/// <summary>
/// Rules about changed inputs, from the data file `replacement-rules.txt`. The rules of a type are parsed when they are first asked for.
/// </summary>
internal static class ReplacementRules
{
    private const string File = "replacement-rules.txt";
    private const string Kubernetes = "kubernetes";
    private const string EngineSection = "[engine] *";

    private static readonly Lazy<Table> Loaded = new(Load);
    private static readonly ConcurrentDictionary<string, IReadOnlyList<ReplacementRule>> ByType = new(StringComparer.Ordinal);

    /// <summary>All rules, in the order of the file.</summary>
    public static IReadOnlyList<ReplacementRule> All => [.. Loaded.Value.Sections.Keys.SelectMany(Section)];

    /// <summary>Rules that can apply to a resource of a type, the most specific first.</summary>
    /// <param name="type">Type token.</param>
    public static IReadOnlyList<ReplacementRule> Of(string type) => ByType.GetOrAdd(type, Find);

    /// <summary>Rule of the engine.</summary>
    /// <param name="path">Its path, as `&lt;option protect&gt;`.</param>
    internal static ReplacementRule OfEngine(string path) =>
        ByType.GetOrAdd(EngineSection, Section).First(rule => rule.Path == path);

    private static ReplacementRule[] Find(string type)
    {
        var package = ProviderFacts.ProvidedPackage(type) ?? ProviderFacts.PackageOf(type);
        if (package is null)
        {
            return [];
        }
        List<ReplacementRule> rules = [.. Section($"[{package}] {type}")];
        if (type.EndsWith("Patch", StringComparison.Ordinal))
        {
            rules.AddRange(Section($"[{package}] *Patch"));
        }
        if (ProviderFacts.IsKubernetesObject(type) && !ProviderFacts.IsBuiltInObject(type))
        {
            rules.AddRange(Section($"[{package}] <custom resource>"));
        }
        if (ProviderFacts.IsKubernetesObject(type) || (package != Kubernetes && ProviderFacts.ProvidedPackage(type) is null))
        {
            rules.AddRange(Section($"[{package}] *"));
        }
        return [.. rules.OrderByDescending(Specificity)];
    }

    /// <summary>
    /// Rank of a rule: longer paths come first, then those with fewer wildcards, then rules with a condition. The sort keeps the order of
    /// the types.
    /// </summary>
    private static int Specificity(ReplacementRule rule)
    {
        var path = ValuePath.Parse(rule.Path);
        return (path.Literals == 0 ? 0 : path.Length * 1000) + (path.Literals * 10) + (rule.When is null ? 0 : 1);
    }

    private static ReplacementRule[] Section(string header)
    {
        var table = Loaded.Value;
        if (!table.Sections.TryGetValue(header, out var section))
        {
            return [];
        }
        var end = header.IndexOf(']', StringComparison.Ordinal);
        var (provider, type) = (header[1..end], header[(end + 2)..]);
        return
        [
            .. table.Text[section].Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => line[0] != '#')
                .Select(line => Parse(provider, type, line.Split('|', StringSplitOptions.TrimEntries), table.Sources)),
        ];
    }

    private static ReplacementRule Parse(string provider, string type, string[] fields, Dictionary<string, string> sources) =>
        new(provider, type, fields[0], EffectOf(fields[1]))
        {
            When = fields[2].Length == 0 ? null : Enum.Parse<RuleCondition>(fields[2]),
            Order = fields[3].Length == 0 ? DeletionOrder.CreateFirst : DeletionOrder.DeleteFirstIfNamed,
            Note = fields[4],
            Source = Source(fields[5], sources),
        };

    private static ChangeEffect EffectOf(string text) => text switch
    {
        "Replace" => ChangeEffect.Replace,
        "Refused" => ChangeEffect.Refused,
        "Ignored" => ChangeEffect.Ignored,
        _ => ChangeEffect.Update,
    };

    private static string Source(string text, Dictionary<string, string> sources)
    {
        var end = text.IndexOf(' ', StringComparison.Ordinal);
        return end > 0 && sources.TryGetValue(text[..end], out var root) ? root + text[(end + 1)..] : text;
    }

    /// <summary>Reads the file and finds where its sections begin.</summary>
    private static Table Load()
    {
        using var stream = typeof(ReplacementRules).Assembly.GetManifestResourceStream(File)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = reader.ReadToEnd();
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        var sections = new Dictionary<string, Range>(StringComparer.Ordinal);
        string? header = null;
        var begin = 0;
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at);
            if (text[at] == '[')
            {
                Close(at);
                header = text[at..end];
                begin = end + 1;
            }
            else if (text[at] == '@')
            {
                var parts = text[at..end].Split(" = ");
                sources[parts[0]] = parts[1];
            }
            at = end + 1;
        }
        Close(text.Length);
        return new(text, sources, sections);

        void Close(int at)
        {
            if (header is not null)
            {
                sections.Add(header, begin..at);
            }
        }
    }

    private sealed record Table(string Text, Dictionary<string, string> Sources, Dictionary<string, Range> Sections);
}
