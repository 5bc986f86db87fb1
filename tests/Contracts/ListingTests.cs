using Infra.SdkGenerator;

namespace Infra.Tests.Contracts;

public sealed class ListingTests
{
    private static readonly Listing Sample = Listing.Parse("""
        sealed class Pulumi.Demo.Inputs.PartArgs : Pulumi.ResourceArgs
            public .ctor()
            // wire: [Input("sizes", (Boolean)True, (Boolean)False)] via private field _sizes
            public Pulumi.InputList<int> Sizes { get; set; }
        class Pulumi.Demo.Thing : Pulumi.CustomResource
            public .ctor(string name, Pulumi.Demo.ThingArgs args, Pulumi.CustomResourceOptions? options = null)
            [Output("name")] public Pulumi.Output<string?> Name { get; }
        sealed class Pulumi.Demo.ThingArgs : Pulumi.ResourceArgs
            [Input("part", (Boolean)False, (Boolean)True)] public Pulumi.Input<Pulumi.Demo.Inputs.PartArgs>? Part { get; set; }
        sealed class Pulumi.Demo.Unrelated
            public readonly string Text
        """.Split('\n'));

    [Fact]
    public void ReachFollowsTypesThroughMembersAndParameters() =>
        Assert.Equal(["PartArgs", "Thing", "ThingArgs"], Sample.Reach(["Pulumi.Demo.Thing"]).Select(t => t.Name));

    [Fact]
    public void ReachRefusesAnUnlistedRoot() => Assert.Throws<FormatException>(() => Sample.Reach(["Pulumi.Demo.Gone"]));

    [Fact]
    public void PropertyKeepsItsWireNameAndFlags() =>
        Assert.Equal(
            new ListedMember(MemberKind.Property, "Part", "Pulumi.Input<Pulumi.Demo.Inputs.PartArgs>?", Wire: "part", Json: true),
            Assert.Single(Sample.Find("Pulumi.Demo.ThingArgs")!.Members));

    [Fact]
    public void WireNameOfAListIsOnItsPrivateField() =>
        Assert.Contains(
            new ListedMember(MemberKind.WireField, "_sizes", Wire: "sizes", Required: true),
            Sample.Find("Pulumi.Demo.Inputs.PartArgs")!.Members);
}
