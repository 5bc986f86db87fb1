using FsCheck;
using FsCheck.Fluent;
using Infra.Model;

namespace Infra.Tests.Model.Ingress;

public sealed class HostSpecTests
{
    [Fact]
    public void AnyWeightsThatSumToAHundredShareTheWholeTraffic() =>
        Prop.ForAll(Gen.Choose(-20, 120).ToArbitrary(), Gen.Choose(-20, 120).ToArbitrary(), (first, second) =>
        {
            var backends = new[] { new BackendSpec { Name = "a", Weight = first }, new BackendSpec { Name = "b", Weight = second } };
            return new HostSpec { Name = "www", App = "www", Backends = backends }.SharesWholeTraffic()
                == (first >= 0 && second >= 0 && first + second == 100);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void FullNameOfTheDomainItselfHasNoLabel() =>
        Assert.Equal("example.org", new HostSpec { Name = "@", App = "a" }.FullName("example.org"));
}
