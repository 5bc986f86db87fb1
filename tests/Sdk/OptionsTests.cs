using Pulumi;
using Pulumi.Utilities;

namespace Infra.Tests.Sdk;

public sealed class OptionsTests
{
    [Fact]
    public void MergeReplacesSingleValuesAndAddsLists()
    {
        var merged = CustomResourceOptions.Merge(
            new()
            {
                Protect = true,
                Version = "1",
                IgnoreChanges = { "a" },
                DeleteBeforeReplace = true,
                AdditionalSecretOutputs = { "s" },
                RetainOnDelete = true,
                EnvVarMappings = { ["A"] = "1" },
            },
            new()
            {
                Protect = false,
                IgnoreChanges = { "b" },
                AdditionalSecretOutputs = { "t" },
                ReplaceOnChanges = { "r" },
                ImportId = "i",
                EnvVarMappings = { ["A"] = "2" },
            });

        Assert.Equal(
            (false, "1", true, "i", true),
            (merged.Protect, merged.Version, merged.DeleteBeforeReplace, merged.ImportId, merged.RetainOnDelete));
        Assert.Equal(["a", "b"], merged.IgnoreChanges);
        Assert.Equal(["s", "t"], merged.AdditionalSecretOutputs);
        Assert.Equal(["r"], merged.ReplaceOnChanges);
        Assert.Equal("2", merged.EnvVarMappings["A"]);
    }

    [Fact]
    public void MergeLeavesBothOptions()
    {
        var first = new CustomResourceOptions { IgnoreChanges = { "a" }, Aliases = { new Alias { Name = "x" } } };
        var second = new CustomResourceOptions { IgnoreChanges = { "b" } };

        var merged = CustomResourceOptions.Merge(first, second);
        merged.IgnoreChanges.Add("c");
        merged.Aliases.Clear();

        Assert.Equal(["a"], first.IgnoreChanges);
        Assert.Equal(["b"], second.IgnoreChanges);
        Assert.Single(first.Aliases);
    }

    [Fact]
    public void MergeOfNothingGivesNewOptions()
    {
        var only = new CustomResourceOptions { Protect = true };

        Assert.NotSame(only, CustomResourceOptions.Merge(only, null));
        Assert.True(CustomResourceOptions.Merge(only, null).Protect);
        Assert.True(CustomResourceOptions.Merge(null, only).Protect);
        Assert.Null(ComponentResourceOptions.Merge(null, null).Protect);
    }

    [Fact]
    public async Task MergeAddsDependencies()
    {
        var names = await Run.Output(() => CustomResourceOptions
            .Merge(new() { DependsOn = { new Thing("a") } }, new() { DependsOn = { new Thing("b") } })
            .DependsOn.ToOutput().Apply(resources => string.Join(' ', resources.Select(resource => resource.GetResourceName()))));

        Assert.Equal("a b", await OutputUtilities.GetValueAsync(names));
    }

    [Fact]
    public async Task MergeKeepsTheLastProviderOfAPackage() => await Run.Program(() =>
    {
        var (one, two, three) = (Provider("one", "a"), Provider("two", "a"), Provider("three", "b"));

        var merged = ComponentResourceOptions.Merge(new() { Providers = { one, three } }, new() { Providers = { two } });

        Assert.Equal([three, two], merged.Providers);
    });

    [Fact]
    public async Task MergeBindsTheHooksOfBoth() => await Run.Program(() =>
    {
        var hook = new ResourceHook("h", (_, _) => Task.CompletedTask);
        var error = new ErrorHook("e", (_, _) => Task.FromResult(false));

        var merged = CustomResourceOptions.Merge(
            new() { Hooks = new() { BeforeCreate = { hook } } }, new() { Hooks = new() { BeforeCreate = { hook }, OnError = { error } } });

        Assert.Equal([hook, hook], merged.Hooks.BeforeCreate);
        Assert.False(merged.Hooks.IsEmpty);
        Assert.True(new ResourceHookBinding().IsEmpty);
    });

    [Fact]
    public void HookNeedsARun() => Assert.Throws<InvalidOperationException>(() => new ResourceHook("h", (_, _) => Task.CompletedTask));

    private static ProviderResource Provider(string name, string package) =>
        new(package, name, ResourceArgs.Empty, new CustomResourceOptions(), registerPackageRequest: null);
}
