using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Infra.Crds;
using Infra.Platform;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Tests.Platform;

public sealed class WeightedServiceTests
{
    [Theory]
    [InlineData(70, 31, "70 + 31")]
    [InlineData(0, 0, "0 + 0")]
    public void RefusesWeightsThatDoNotSumToAHundred(int first, int second, string says)
    {
        var refusal = Assert.Throws<ArgumentException>(
            () => WeightedService.Weighted(Of(new("a", "prod", "http", first), new("b", "prod", "http", second))));

        Assert.Contains($"behind 'www' are {says}; together they are 100", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesANegativeWeight() =>
        Assert.Contains(
            "'b' behind 'www' is -10",
            Assert.Throws<ArgumentException>(
                () => WeightedService.Weighted(Of(new("a", "prod", "http", 110), new("b", "prod", "http", -10)))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void RefusesAServiceTwice() =>
        Assert.Contains(
            "'a' is behind 'www' twice",
            Assert.Throws<ArgumentException>(
                () => WeightedService.Weighted(Of(new("a", "prod", "http", 50), new("a", "prod", "http", 50)))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void AnyWeightsOfAHundredLeaveOutServicesOfWeightZero() =>
        Prop.ForAll(Gen.Choose(0, 100).ToArbitrary(), first =>
        {
            var services = Services(Of(new("a", "prod", "http", first), new("b", "stage", "http", 100 - first)));
            return services.Sum(service => Read(service.Weight!)) == 100 && services.All(service => Read(service.Weight!) > 0);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void SingleServiceStaysWeighted()
    {
        var service = Assert.Single(Services(Of(new WeightedShare("a", "prod", "http", 100))));

        Assert.Equal(("a", "Service", "http", 100), (Read(service.Name), Read(service.Kind!), Read(service.Port!), Read(service.Weight!)));
    }

    [Fact]
    public void OnlyServicesOfOtherNamespacesNameTheirNamespace()
    {
        var services = Services(Of(new("a", "prod", "http", 70), new("a", "stage", "http", 30)));

        Assert.Null(services[0].Namespace);
        Assert.Equal("stage", Read(services[1].Namespace!));
    }

    [Fact]
    public void WeightedServiceMayReferToAnother()
    {
        var service = Assert.Single(Services(Of(new WeightedShare("slots", "prod", null, 100))));

        Assert.Equal("TraefikService", Read(service.Kind!));
        Assert.Null(service.Port);
    }

    [Fact]
    public void RequestsAreNotStickyWithoutACookie() =>
        Assert.Null(WeightedService.Weighted(Of(new WeightedShare("a", "prod", "http", 100))).Sticky);

    [Fact]
    public void CookieIsHttpOnly()
    {
        var args = Of(new WeightedShare("a", "prod", "http", 100)) with { Sticky = new("www-share", true, "/shop") { MaxAge = 3600 } };
        var cookie = Read(Read(WeightedService.Weighted(args).Sticky!).Cookie!);

        Assert.Equal(
            ("www-share", "/shop", 3600, true, true),
            (Read(cookie.Name!), Read(cookie.Path!), Read(cookie.MaxAge!), Read(cookie.HttpOnly!), Read(cookie.Secure!)));
    }

    private static WeightedServiceArgs Of(params WeightedShare[] shares) => new() { Name = "www", Namespace = "prod", Shares = shares };

    private static ImmutableArray<TraefikShareArgs> Services(WeightedServiceArgs args) => Read(WeightedService.Weighted(args).Services!);

    // The values are plain, so nothing is awaited.
    private static T Read<T>(Input<T> input) => OutputUtilities.GetValueAsync(input.ToOutput()).GetAwaiter().GetResult();
}
