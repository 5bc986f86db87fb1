using System.Reflection;
using System.Text;
using Infra.Model.Loading;

namespace Infra.Model.Documentation;

/// <summary>The reference of all settings, as Markdown.</summary>
/// <param name="docs">The descriptions.</param>
public sealed class ConfigurationGuide(SettingDocs docs)
{
    /// <summary>The guide's file, from the project's root.</summary>
    public const string File = "docs/configuration.md";

    /// <summary>A stack's file with overrides, for the guide.</summary>
    internal const string OverridesExample = """
        config:
          infra:system: community
          infra:environment: dev
          infra:phase: 1-dev
          infra:overrides:
            cluster:
              nodes:
                - {name: dev-1, serverType: cx43}
            ingress:
              tls: {staging: null}
        """;

    private const string Introduction = $$"""
        # Configuration

        This file is generated from the records in `infra/Model`; a test compares them. `INFRA_APPROVE=1 dotnet test` writes it again.

        ## Where settings come from
        Settings come from four layers. Each layer is merged onto the layers before it:

        1. `stacks/<system>/system.yaml`: what exists.
        2. `stacks/<system>/env.<environment>.yaml`: what differs in an environment.
        3. `stacks/<system>/migration.yaml`: the `changes` of each phase and step, up to and including the chosen one.
        4. `Pulumi.<stack>.yaml`, key `infra:overrides`: what differs in one stack.

        `Pulumi.<stack>.yaml` also selects the description: `infra:system`, `infra:environment` and `infra:phase` (the name of a phase or a step).

        Overrides have the shape of `system.yaml` and contain no secrets. For example, a larger server, and the default in place of the
        environment's value:
        ```yaml
        {{OverridesExample}}
        ```
        `pulumi config set --path 'infra:overrides.domain' example.org --stack dev` writes a single one.

        ## Merging of layers
        - Maps are merged by key. Lists whose entries have a `name` are merged by name; new entries come last. Other lists and single values are
          replaced.
        - `key: null` restores the default.
        - `{name: x, remove: true}` removes the entry `x` of a list.
        - `key: {replace: [...]}` replaces a whole list.
        - A list of entries with settings has at most 1000, any other at most 10,000.
        - Anchors, aliases and tags are errors, and so is a key that occurs twice in a map.

        ## Secrets
        Files contain names of secrets, never their values. A secret is declared under `secrets` and set with
        `pulumi config set --secret infra:<name> --stack <stack>`. `check` and `preview` list missing secrets.

        ## Values
        - Quantity of Kubernetes: `500m`, `2`, `512Mi`, `10Gi`.
        - Time: `500ms`, `30s`, `10m`, `1h30m`, `7d`.
        - Schedule: five cron fields, in UTC: `0 2 * * *` is daily at 02:00.
        - Address range: `10.0.0.0/16`, without host bits.

        """;

    /// <summary>The whole guide.</summary>
    public string Write()
    {
        var text = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        var records = new List<Type>();
        Collect(typeof(SystemSpec), records);
        Collect(typeof(MigrationSpec), records);
        text.Append("\n## Settings\n")
            .Append("`system.yaml`, `env.*.yaml` and `infra:overrides` begin at [System](#system), ")
            .Append("`migration.yaml` at [Migration](#migration).\n");
        foreach (var record in records)
        {
            Append(text, record);
        }

        return text.ToString();
    }

    // Depth first, so that a section's records follow it.
    private static void Collect(Type record, List<Type> records)
    {
        if (records.Contains(record))
        {
            return;
        }

        records.Add(record);
        foreach (var reached in SettingType.Settings(record).Select(SettingType.RecordOf).OfType<Type>())
        {
            Collect(reached, records);
        }
    }

    private void Append(StringBuilder text, Type record)
    {
        var rules = string.Concat(RecordShape.Of(record).Rules.Where(rule => rule.Property is null).Select(rule => $" {rule.Words}"));
        text.Append($"\n### {SettingType.Heading(record)}\n{docs.Of(record)}{rules}{Mark(record)}\n\n")
            .Append("| setting | type | default | meaning |\n|---|---|---|---|\n");
        var instance = Activator.CreateInstance(record)!;
        foreach (var setting in SettingType.Settings(record))
        {
            var standard = setting.IsRequired ? "**required**" : SettingType.Default(setting, instance);
            text.Append(
                $"| `{setting.Key}` | {Cell(SettingType.Words(setting))} | {Cell(standard)} | {Cell(Describe(record, setting))} |\n");
        }
    }

    private string Describe(Type record, Setting setting)
    {
        var parts = new List<string> { docs.Of(setting.Property) };
        if (setting.ItemType is { IsEnum: true } words)
        {
            parts.AddRange(Enum.GetNames(words).Select(name => $"`{ValueForm.Word(words, name)}`: {docs.Of(words, name)}"));
        }

        parts.AddRange(setting.Constraints.Where(rule => rule is not FreeTextAttribute).Select(rule => $"Allowed: {rule.Form}."));
        parts.AddRange(RecordShape.Of(record).Rules.Where(rule => rule.Property == setting.Property.Name).Select(rule => rule.Words));
        return string.Join(' ', parts) + Mark(setting.Property);
    }

    private static string Mark(MemberInfo member) =>
        member.IsDefined(typeof(NotBuiltYetAttribute), inherit: false) ? " Not built yet."
        : member.IsDefined(typeof(ForPeopleAttribute), inherit: false) ? " For people; the program does not read it."
        : "";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
