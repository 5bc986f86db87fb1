using Infra.SdkGenerator;

namespace Infra.Tests.Contracts;

public sealed class SdkSourcesTests
{
    [SkippableFact]
    public void RegenerationGivesTheCommittedFiles()
    {
        var root = Repository.Root();
        var listings = Repository.Listings(root);
        Skip.IfNot(Directory.Exists(listings), $"No official listings at {listings}.");

        var generated = SdkSources.Generate(listings);
        var folder = Path.Combine(root, "sdk", "Generated");
        var committed = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllText);

        Assert.Equal(generated.Keys, committed.Keys.Order(StringComparer.Ordinal));
        Support.Each.Of(
            generated,
            file =>
                Assert.True(
                    committed[file.Key] == file.Value, $"sdk/Generated/{file.Key} is out of date: dotnet run --project sdk/generator"));
    }
}
