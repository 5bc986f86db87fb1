using Infra.Model;
using Infra.Model.Documentation;
using Infra.Tests.Support;

namespace Infra.Tests.Model.Documentation;

public sealed class GeneratedFilesTests
{
    private static readonly SettingDocs Docs = SettingDocs.Parse(
        File.ReadAllText(Path.ChangeExtension(typeof(SystemSpec).Assembly.Location, ".xml")));

    public static TheoryData<string> Files() => DescribedFiles.All();

    [Fact]
    public void SystemSchemaIsUpToDate() =>
        Approved.Matches(
            new JsonSchema(Docs).Of(typeof(SystemSpec), "A described system: system.yaml, env.<name>.yaml, infra:overrides"),
            "stacks",
            "schema",
            "system.json");

    [Fact]
    public void MigrationSchemaIsUpToDate() =>
        Approved.Matches(
            new JsonSchema(Docs).Of(typeof(MigrationSpec), "The phases of a described system: migration.yaml"),
            "stacks",
            "schema",
            "migration.json");

    [Fact]
    public void GuideIsUpToDate() => Approved.Matches(new ConfigurationGuide(Docs).Write(), "docs", "configuration.md");

    [Fact]
    public void EverySettingHasADescription()
    {
        var records = typeof(SystemSpec).Assembly.GetTypes().Where(type => type.IsClass && SettingType.IsRecord(type));
        var silent = records.SelectMany(SettingType.Settings).Where(setting => Docs.Of(setting.Property).Length == 0)
            .Select(setting => $"{setting.Property.DeclaringType!.Name}.{setting.Property.Name}");
        Assert.Empty(silent);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void EveryDescribedFileNamesItsSchema(string file)
    {
        var schema = Repository.File("stacks", "schema", Path.GetFileName(file) == "migration.yaml" ? "migration.json" : "system.json");
        var relative = Path.GetRelativePath(Path.GetDirectoryName(Repository.File(file))!, schema);

        Assert.Equal($"# yaml-language-server: $schema={relative}", File.ReadLines(Repository.File(file)).First());
    }
}
