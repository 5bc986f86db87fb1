using Infra.Databases;
using Infra.Tests.Support;
using Newtonsoft.Json.Linq;
using NJsonSchema;

namespace Infra.Tests.Databases;

public sealed class CloudNativePgValuesTests
{
    [SkippableTheory]
    [InlineData("cloudnative-pg-0.29.0")]
    [InlineData("plugin-barman-cloud-0.7.0")]
    public async Task SchemasOfTheChartsAcceptTheValues(string chart)
    {
        var file = Repository.Reference("data", "charts", chart, "values.schema.json");
        var schema = await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(file));
        var values = chart.StartsWith("cloudnative", StringComparison.Ordinal)
            ? CloudNativePgValues.Operator([Described.Server("one", "10.0.1.11")])
            : CloudNativePgValues.BarmanCloud();

        Assert.Empty(
            schema.Validate(JToken.Parse(Newtonsoft.Json.JsonConvert.SerializeObject(values)))
                .Select(error => $"{error.Path}: {error.Kind}"));
    }

    [Fact]
    [Pitfall("postgres-operator-on-lost-node")]
    public void SecondNodeHasASecondOperator()
    {
        Assert.Equal(1, CloudNativePgValues.Operator([Described.Server("one", "10.0.1.11")])["replicaCount"]);
        Assert.Equal(
            2,
            CloudNativePgValues.Operator([Described.Server("one", "10.0.1.11"), Described.Server("two", "10.0.1.12")])["replicaCount"]);
    }
}
