using FsCheck;
using FsCheck.Fluent;
using Infra.Model;

namespace Infra.Tests.Model.Apps;

public sealed class ResourceTotalTests
{
    [Fact]
    public void SumGrowsWithEveryPod() =>
        Prop.ForAll(Gen.Choose(0, 50).ToArbitrary(), Gen.Choose(1, 4000).ToArbitrary(), (replicas, millicores) =>
        {
            var app = new AppSpec
            {
                Name = "a",
                Replicas = replicas,
                Resources = new ResourcesSpec { RequestCpu = Quantity.Parse($"{millicores}m") },
            };
            return ResourceTotal.Of([app, app]).RequestCpu == 2m * replicas * millicores / 1000m;
        }).QuickCheckThrowOnFailure();
}
