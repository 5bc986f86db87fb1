using Pulumi;
using Pulumi.Testing;

namespace Infra.Tests.Sdk;

public sealed class TransformationTests
{
    [Fact]
    public async Task StackTransformationSeesEveryResourceWithItsGivenOptions()
    {
        var mocks = new RecordingMocks();

        var resources = await Deployment.TestAsync<Watching>(mocks, Run.Update);

        Assert.Equal(
            [
                "proj-dev EmptyResourceArgs parent= protect=",
                "g EmptyResourceArgs parent= protect=True",
                "t ThingArgs parent=g protect= ignore=a aliases=1 create=00:05:00",
            ],
            ((Watching)resources[0]).Seen);
    }

    [Fact]
    public async Task OwnTransformationsRunBeforeThoseOfTheParents()
    {
        var order = new List<string>();
        ResourceTransformation Note(string who) => args =>
        {
            order.Add($"{who}:{args.Resource.GetResourceName()}");
            return null;
        };

        await Run.Program(() =>
        {
            var outer = new Group("outer", new() { ResourceTransformations = { Note("outer") } });
            var inner = new Group("inner", new() { Parent = outer, ResourceTransformations = { Note("inner") } });
            _ = new Thing("t", options: new() { Parent = inner, ResourceTransformations = { Note("own") } });
        });

        Assert.Equal(["outer:outer", "inner:inner", "outer:inner", "own:t", "inner:t", "outer:t"], order);
    }

    [Fact]
    public async Task RegistersTheResultOfATransformation()
    {
        var mocks = await Run.Program(() => _ = new Thing("t", new() { Text = "before" }, new()
        {
            ResourceTransformations =
            {
                args =>
                    new ResourceTransformationResult(
                        new ThingArgs { Text = "after" },
                        CustomResourceOptions.Merge((CustomResourceOptions)args.Options, new() { ImportId = "42" })),
            },
        }));

        Assert.Equal("after", mocks.Single("t").Inputs["text"]);
        Assert.Equal("42", mocks.Single("t").Id);
    }

    [Fact]
    public async Task TransformationMayNotMoveAResource() =>
        Assert.Contains(
            "Transformations cannot currently be used to change the 'parent' of a resource.",
            await Run.Error(() =>
            {
                var group = new Group("g");
                _ = new Thing(
                    "t",
                    options: new() { ResourceTransformations = { args => new(args.Args, new CustomResourceOptions { Parent = group }) } });
            }),
            StringComparison.Ordinal);

    [Fact]
    public async Task EngineTransformsAreNotCalled()
    {
        var called = false;

        await Run.Program(() => _ = new Thing("t", options: new()
        {
            ResourceTransforms =
            {
                (_, _) =>
                {
                    called = true;
                    return Task.FromResult<ResourceTransformResult?>(null);
                },
            },
        }));

        Assert.False(called);
    }

    private sealed class Watching : Stack
    {
        public Watching()
            : this([])
        {
        }

        private Watching(List<string> seen)
            : base(new StackOptions { ResourceTransformations = { args => Watch(args, seen) } })
        {
            Seen = seen;
            var group = new Group("g", new() { Protect = true });
            _ = new Thing(
                "t",
                new(),
                new()
                {
                    Parent = group,
                    IgnoreChanges = { "a" },
                    Aliases = { new Alias { Name = "old" } },
                    CustomTimeouts = new() { Create = TimeSpan.FromMinutes(5) },
                });
        }

        public List<string> Seen { get; }

        private static ResourceTransformationResult? Watch(ResourceTransformationArgs args, List<string> seen)
        {
            var options = args.Options;
            var more = options is CustomResourceOptions
                ? $" ignore={string.Join(',', options.IgnoreChanges)} aliases={options.Aliases.Count}" +
                  $" create={options.CustomTimeouts?.Create}"
                : "";
            seen.Add(
                $"{args.Resource.GetResourceName()} {args.Args.GetType().Name} parent={options.Parent?.GetResourceName()} " +
                $"protect={options.Protect}{more}");
            return null;
        }
    }
}
