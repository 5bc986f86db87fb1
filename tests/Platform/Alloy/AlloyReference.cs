using Infra.Platform;

namespace Infra.Tests.Platform;

/// <summary>
/// Names of arguments, blocks and exports of Alloy's components, from its reference
/// (https://github.com/grafana/alloy/tree/v1.18.1/docs/sources/reference). Only those that are generally available: the others need a
/// switch that the chart does not set.
/// </summary>
internal static class AlloyReference
{
    private static readonly Dictionary<string, Entry> Known = new(StringComparer.Ordinal)
    {
        // config-blocks/logging.md
        ["logging"] = new("level? format? write_to?", "", ""),
        // components/loki/loki.relabel.md
        ["loki.relabel"] = new("forward_to max_cache_size?", "rule", "receiver rules"),
        // shared/reference/components/rule-block-logs.md
        ["loki.relabel/rule"] = new("action? modulus? regex? replacement? separator? source_labels? target_label?", "", ""),
        // components/loki/loki.source.journal.md
        ["loki.source.journal"] = new("forward_to format_as_json? labels? matches? max_age? path? relabel_rules?", "legacy_position", ""),
        ["loki.source.journal/legacy_position"] = new("file name", "", ""),
        // components/discovery/discovery.kubernetes.md
        ["discovery.kubernetes"] = new("role api_server? kubeconfig_file?", "selectors namespaces", "targets"),
        ["discovery.kubernetes/selectors"] = new("role label? field?", "", ""),
        // components/discovery/discovery.relabel.md
        ["discovery.relabel"] = new("targets", "rule", "output rules"),
        ["discovery.relabel/rule"] = new("action? modulus? regex? replacement? separator? source_labels? target_label?", "", ""),
        // components/local/local.file_match.md
        ["local.file_match"] = new("path_targets sync_period? ignore_older_than?", "", "targets"),
        // components/loki/loki.source.file.md
        ["loki.source.file"] = new("forward_to targets encoding? legacy_positions_file? tail_from_end?", "decompression file_watch", ""),
        // components/loki/loki.process.md
        ["loki.process"] = new("forward_to", "stage.cri stage.label_drop", "receiver"),
        ["loki.process/stage.cri"] = new("max_partial_lines? max_partial_line_size? max_partial_line_size_truncate?", "", ""),
        ["loki.process/stage.label_drop"] = new("values", "", ""),
        // components/discovery/discovery.docker.md
        ["discovery.docker"] = new("host refresh_interval? match_first_network? port?", "filter", "targets"),
        // components/loki/loki.source.docker.md
        ["loki.source.docker"] = new("forward_to host targets labels? refresh_interval? relabel_rules?", "client", ""),
        // components/loki/loki.write.md; the blocks queue_config and wal are experimental.
        ["loki.write"] = new("external_labels? max_streams?", "endpoint", "receiver"),
        ["loki.write/endpoint"] = new(
            "url batch_size? batch_wait? max_backoff_period? max_backoff_retries? min_backoff_period? name? remote_timeout? "
                + "retry_on_http_429? tenant_id?",
            "basic_auth tls_config",
            ""),
    };

    /// <summary>The mistakes in a configuration: unknown or missing names, labels that are not unique, references to nothing.</summary>
    public static IReadOnlyList<string> Mistakes(IReadOnlyList<AlloyBlock> blocks)
    {
        var mistakes = new List<string>();
        var components = new Dictionary<string, AlloyBlock>(StringComparer.Ordinal);
        foreach (var block in blocks)
        {
            if (!components.TryAdd($"{block.Name}.{block.Label}", block))
            {
                mistakes.Add($"{block.Name} \"{block.Label}\" is there twice");
            }

            if (block.Name != "logging" && block.Label is null)
            {
                mistakes.Add($"{block.Name} has no label");
            }

            Check(block, block.Name, mistakes);
        }

        foreach (var expression in blocks.SelectMany(Expressions))
        {
            foreach (var (component, export) in References(expression))
            {
                if (!components.TryGetValue(component, out var target) || !Known[target.Name].Exports.Contains(export))
                {
                    mistakes.Add($"{component}.{export} is nowhere");
                }
            }
        }

        return mistakes;
    }

    private static void Check(AlloyBlock block, string path, List<string> mistakes)
    {
        if (!Known.TryGetValue(path, out var entry))
        {
            mistakes.Add($"{path} is unknown");
            return;
        }

        var given = block.Attributes.Select(attribute => attribute.Name).ToList();
        mistakes.AddRange(given.Except(entry.Required.Concat(entry.Optional)).Select(name => $"{path} has no argument {name}"));
        mistakes.AddRange(entry.Required.Except(given).Select(name => $"{path} needs {name}"));
        mistakes.AddRange(given.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => $"{path} has {group.Key} twice"));
        foreach (var inner in block.Blocks)
        {
            if (!entry.Blocks.Contains(inner.Name))
            {
                mistakes.Add($"{path} has no block {inner.Name}");
            }
            else
            {
                Check(inner, $"{path}/{inner.Name}", mistakes);
            }
        }
    }

    private static IEnumerable<string> Expressions(AlloyBlock block) =>
        block.Attributes.Select(attribute => attribute.Expression).Concat(block.Blocks.SelectMany(Expressions));

    // Outside of texts, three or more words with dots between them: component, label, export.
    private static IEnumerable<(string Component, string Export)> References(string expression)
    {
        var bare = string.Concat(expression.Split('"').Where((_, at) => at % 2 == 0));
        foreach (var word in bare.Split(['[', ']', ',', ' ', '{', '}', '(', ')', '=', '+'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Count(letter => letter == '.') >= 2)
            {
                var last = word.LastIndexOf('.');
                yield return (word[..last], word[(last + 1)..]);
            }
        }
    }

    private sealed record Entry(string Arguments, string Within, string Exported)
    {
        public IReadOnlyList<string> Required { get; } = [.. Words(Arguments).Where(word => !word.EndsWith('?'))];

        public IReadOnlyList<string> Optional { get; } = [.. Words(Arguments).Where(word => word.EndsWith('?')).Select(word => word[..^1])];

        public IReadOnlyList<string> Blocks { get; } = Words(Within);

        public IReadOnlyList<string> Exports { get; } = Words(Exported);

        private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
