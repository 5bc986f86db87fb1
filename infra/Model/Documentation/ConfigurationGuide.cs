using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Infra.Model.Loading;

namespace Infra.Model.Documentation;

/// <summary>The reference of all settings, as Markdown.</summary>
/// <param name="docs">The descriptions.</param>
public sealed class ConfigurationGuide(SettingDocs docs)
{
    /// <summary>The guide's file, from the project's root.</summary>
    public const string File = "docs/configuration.md";

    private const string Introduction = """
        # Configuration

        This file is generated from the records in `infra/Model`; a test compares them. `INFRA_APPROVE=1 dotnet test` writes it anew.

        ## Where settings come from
        Four layers are folded, each onto those before it:

        1. `stacks/<system>/system.yaml`: what exists.
        2. `stacks/<system>/env.<environment>.yaml`: what differs in an environment.
        3. `stacks/<system>/migration.yaml`: the `changes` of each phase and step, up to and including the chosen one.
        4. `Pulumi.<stack>.yaml`, key `infra:overrides`: what differs in one stack.

        `Pulumi.<stack>.yaml` also chooses: `infra:system`, `infra:environment` and `infra:phase` (a phase's or a step's name).

        ## How layers fold
        - Maps merge by key. Lists of things with a `name` merge by it; new ones come last. Other lists and single values are replaced.
        - `key: null` goes back to the default.
        - `{name: x, remove: true}` takes the entry `x` of a list away.
        - `key: {replace: [...]}` replaces a list as a whole.
        - Anchors, aliases and tags are not used; a key stands once.

        ## Secrets
        Files hold the names of secrets, never values. A secret is declared under `secrets` and set with
        `pulumi config set --secret infra:<name> --stack <stack>`. `check` and `preview` list those still missing.

        ## Values
        - Quantity: as in Kubernetes: `500m`, `2`, `512Mi`, `10Gi`.
        - Time: `500ms`, `30s`, `10m`, `1h30m`, `7d`.
        - Schedule: five fields of cron, in UTC: `0 2 * * *` is daily at 02:00.
        - Address range: `10.0.0.0/16`, without host bits.

        """;

    /// <summary>The whole guide.</summary>
    public string Write()
    {
        var text = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        var records = new List<Type>();
        Collect(typeof(SystemSpec), records);
        Collect(typeof(MigrationSpec), records);
        text.Append("\n## Settings\n`system.yaml`, `env.*.yaml` and `infra:overrides` begin at [System](#system), `migration.yaml` at [Migration](#migration).\n");
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
        foreach (var reached in SettingType.Settings(record).Select(property => SettingType.RecordOf(property.PropertyType)).OfType<Type>())
        {
            Collect(reached, records);
        }
    }

    private void Append(StringBuilder text, Type record)
    {
        text.Append($"\n### {SettingType.Heading(record)}\n{docs.Of(record)}\n\n| setting | type | default | what |\n|---|---|---|---|\n");
        var instance = Activator.CreateInstance(record)!;
        foreach (var property in SettingType.Settings(record))
        {
            var standard = property.IsDefined(typeof(RequiredMemberAttribute), inherit: false) ? "**required**" : SettingType.Default(property, instance);
            text.Append($"| `{SpecBinder.Key(property.Name)}` | {Cell(SettingType.Words(property.PropertyType))} | {Cell(standard)} | {Cell(Describe(property))} |\n");
        }
    }

    private string Describe(PropertyInfo property)
    {
        var description = docs.Of(property);
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type.IsEnum
            ? $"{description} {string.Join(" ", Enum.GetNames(type).Select(name => $"`{SpecBinder.Word(type, name)}`: {docs.Of(type, name)}"))}"
            : description;
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
