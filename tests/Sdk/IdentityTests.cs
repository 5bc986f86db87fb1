using Pulumi;
using Pulumi.Utilities;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Tests.Sdk;

/// <summary>URNs, ids and provider references.</summary>
public sealed class IdentityTests
{
    [Fact]
    public async Task UrnUnderMocksNamesTheStackAndNoOtherParent()
    {
        var urn = await Run.Output(() =>
        {
            var group = new Group("g");
            var parent = new Thing("p", options: new() { Parent = group });
            return new Thing("c", options: new() { Parent = parent }).Urn;
        });

        Assert.Equal("urn:pulumi:dev::proj::pulumi:pulumi:Stack$test:index:Thing::c", await OutputUtilities.GetValueAsync(urn));
    }

    [Fact]
    public async Task RegistrationHasAnIdForAnImportOnly()
    {
        var mocks = await Run.Program(() =>
        {
            _ = new Thing("new");
            _ = new Thing("import", options: new() { ImportId = "42" });
        });

        Assert.Equal("", mocks.Single("new").Id);
        Assert.Equal("42", mocks.Single("import").Id);
    }

    [Fact]
    public async Task ImportedIdIsTheIdWithoutAnAnswer() =>
        Assert.Equal(
            "42",
            await OutputUtilities.GetValueAsync(
                await Run.Output(() => new Thing("import", options: new() { ImportId = "42" }).Id, args => (null, args.Inputs))));

    [Fact]
    public async Task ReadResourceHasItsGivenId()
    {
        Output<string>? id = null;
        var mocks = await Run.Program(() => id = CoreV1.Namespace.Get("got", "kube-system").Id, args => (null, args.Inputs));

        Assert.Equal("kube-system", mocks.Single("got").Id);
        Assert.Empty(mocks.Single("got").Inputs);
        Assert.Equal("kube-system", await OutputUtilities.GetValueAsync(id!));
    }

    [Fact]
    public async Task DefaultProviderHasNoReference() =>
        Assert.Equal("", (await Run.Program(() => _ = new Thing("t"))).Single("t").Provider);

    [Fact]
    public async Task ProviderReferenceIsUrnAndId()
    {
        var mocks = await Run.Program(() => _ = new Thing("t", options: new() { Provider = Provider("p", "test") }));

        Assert.Equal("urn:pulumi:dev::proj::pulumi:pulumi:Stack$pulumi:providers:test::p::p_id", mocks.Single("t").Provider);
    }

    [Fact]
    public async Task ProviderWithoutAnIdHasTheUnknownMark()
    {
        var mocks = await Run.Program(
            () => _ = new Thing("t", options: new() { Provider = Provider("p", "test") }), args => (null, args.Inputs));

        Assert.EndsWith("::p::04da6b54-80e4-46f7-96ec-b56ff0331ba9", mocks.Single("t").Provider, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChildrenInheritTheProviderOfTheirPackage()
    {
        var mocks = await Run.Program(() =>
        {
            var outer = new Group("outer", new() { Providers = { Provider("p", "test"), Provider("q", "other") } });
            var inner = new Group("inner", new() { Parent = outer });
            var nearer = new Group("nearer", new() { Parent = outer, Provider = Provider("r", "test") });
            _ = new Thing("inherits", options: new() { Parent = inner });
            _ = new Thing("takes-nearer", options: new() { Parent = nearer });
            var own = new Thing("own", options: new() { Parent = inner, Provider = Provider("s", "test") });
            _ = new Thing("child-of-own", options: new() { Parent = own });
            _ = new Thing("root");
        });

        Assert.EndsWith("::p::p_id", mocks.Single("inherits").Provider, StringComparison.Ordinal);
        Assert.EndsWith("::r::r_id", mocks.Single("takes-nearer").Provider, StringComparison.Ordinal);
        Assert.EndsWith("::s::s_id", mocks.Single("child-of-own").Provider, StringComparison.Ordinal);
        Assert.Equal("", mocks.Single("root").Provider);
        Assert.Equal("", mocks.Single("inner").Provider);
    }

    [Fact]
    public async Task RemoteComponentsHaveNoProvider()
    {
        var mocks = await Run.Program(
            () =>
                _ = new ComponentResource(
                    "test:index:Remote", "r", null, new ComponentResourceOptions { Provider = Provider("p", "test") }, remote: true));

        Assert.Equal("", mocks.Single("r").Provider);
    }

    [Fact]
    public async Task UrnOptionAdoptsAResourceOfTheRun()
    {
        var text = await Run.Output(() =>
        {
            _ = new Thing("t", new() { Text = "x" });
            return new Thing("again", options: new() { Urn = "urn:pulumi:dev::proj::pulumi:pulumi:Stack$test:index:Thing::t" }).Text;
        });

        Assert.Equal("x", await OutputUtilities.GetValueAsync(text));
        Assert.Contains(
            "Unknown resource urn:other",
            await Run.Error(() => _ = new Thing("t", options: new() { Urn = "urn:other" })),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task UrnIsMadeOfItsParts()
    {
        var urns = await Run.Output(() => Output.All(
            Urn.Create("n", "a:b:C"),
            Urn.Create("n", "a:b:C", parent: new Thing("p")),
            Urn.Create("n", "a:b:C", project: "other", stack: "prod")));

        Assert.Equal(
            [
                "urn:pulumi:dev::proj::a:b:C::n",
                "urn:pulumi:dev::proj::pulumi:pulumi:Stack$test:index:Thing$a:b:C::n",
                "urn:pulumi:prod::other::a:b:C::n",
            ],
            (await OutputUtilities.GetValueAsync(urns)).ToArray());
    }

    private static ProviderResource Provider(string name, string package) =>
        new(package, name, ResourceArgs.Empty, new CustomResourceOptions(), registerPackageRequest: null);
}
