using Infra.Model;
using Infra.Preview.Cost;
using Infra.Tests.Schemas;
using Infra.Tests.Support;
using Newtonsoft.Json.Linq;

namespace Infra.Tests.Preview.Cost;

public sealed class PriceListTests
{
    private static readonly Dictionary<string, string> Sections = new(StringComparer.Ordinal) { ["servers"] = "type", ["others"] = "item" };

    [SkippableFact]
    public void FiguresAreThoseOfTheReference()
    {
        var reference = YamlTokens.Documents(File.ReadAllText(Repository.Reference("data", "prices", "hetzner.yaml")))[0];
        var expected = Sections
            .SelectMany(section => reference[section.Key]!.Select(entry => (Key: (string)entry[section.Value]!, Entry: entry)))
            .ToDictionary(pair => pair.Key, pair => pair.Entry, StringComparer.Ordinal);
        Each.Of(PriceList.Hetzner.All, price =>
        {
            var entry = expected[price.Type];
            var isServer = entry["month"] is not null;
            var month = Amount(entry[isServer ? "month" : "price"]);
            Assert.Equal(month, price.Month);
            Assert.Equal(isServer ? Amount(entry["before_2026_06_15"]) : month, price.Earlier);
            Assert.Equal((string?)entry["date"] ?? "", price.Date);
            Assert.Equal((bool?)entry["orderable_hel1_2026_07_23"] ?? true, price.IsOrderable);
        });
        Assert.Equal(reference["servers"]!.Count(), PriceList.Hetzner.All.Count(price => expected[price.Type]["month"] is not null));
    }

    [Fact]
    public void EveryPriceHasDateAndSource() =>
        Each.Of(PriceList.Hetzner.All, price => Assert.True(
            price.Source.Length > 0 && (price.Month is null || price.Date.Length > 0), $"{price.Type} has no date or no source"));

    [Fact]
    public void EverySoldServerTypeOfEuropeHasAPrice() =>
        Each.Of(HetznerServerType.SoldIn("eu-central"), type => Assert.NotNull(PriceList.Hetzner.Find(type)?.Month));

    [Theory]
    [InlineData("2025-11-28", true)]
    [InlineData("2025-11-29", false)]
    [InlineData("2025-10", true)]
    [InlineData("2025-11", false)]
    [InlineData("2026-07-23", false)]
    [InlineData("", false)]
    public void PriceIsOldAfterAYear(string date, bool old) =>
        Assert.Equal(old, new Price("cx33", 1) { Date = date }.IsOld(new(2026, 11, 29)));

    [Theory]
    [InlineData("currency: EUR", "levelSince is missing")]
    [InlineData("- a", "no map")]
    [InlineData("currency: [", "not valid YAML")]
    public void OtherTextIsRefused(string text, string says) =>
        Assert.Contains(says, Assert.Throws<FormatException>(() => PriceList.Read(text)).Message, StringComparison.Ordinal);

    private static decimal? Amount(JToken? token) => token is null or { Type: JTokenType.Null } ? null : (decimal)token;
}
