using System.Text;
using System.Text.Json.Nodes;
using Infra.Preview.Diff;
using Infra.Preview.Graph;
using Infra.Preview.Sources;
using Infra.Tests.Support;

namespace Infra.Tests.Preview.Sources;

/// <summary>Inputs that engine and providers add, fill in or drop, against those that the program gives.</summary>
public sealed class ProviderAdditionsTests
{
    private const string Release = "kubernetes:helm.sh/v3:Release";

    /// <summary>Additions, one for each entry of the table: type, inputs of the program, inputs in the state.</summary>
    public static TheoryData<string, string, string> Additions => new()
    {
        { "pulumi:providers:kubernetes", """{"a":1}""", """{"a":1,"version":"4.32.0","__internal":{"pluginDownloadURL":"x"}}""" },
        { "pulumi:providers:kubernetes", """{"a":1}""", """{"a":1,"pluginDownloadURL":"github://api.github.com/some"}""" },
        { "pulumi:providers:kubernetes", """{"a":1}""", """{"a":1,"pluginChecksums":{"linux-amd64":"00"}}""" },
        { "command:remote:Command", """{"create":"a"}""", """{"create":"a","addPreviousOutputInEnv":true}""" },
        { "command:local:Command", """{"create":"a"}""", """{"create":"a","addPreviousOutputInEnv":true}""" },
        {
            "kubernetes:core/v1:ConfigMap",
            """{"metadata":{"name":"a"}}""",
            """{"metadata":{"name":"a","namespace":"default"}}"""
        },
        {
            "kubernetes:core/v1:ConfigMap",
            """{"data":{}}""",
            """{"data":{},"metadata":{"name":"a-1b","namespace":"default","annotations":{"pulumi.com/autonamed":"true"}}}"""
        },
        { Release, """{"chart":"a"}""", """{"chart":"a","name":"a-1b2c3d4e"}""" },
        { Release, """{"chart":"a"}""", """{"chart":"a","namespace":"default"}""" },
        { Release, """{"chart":"a"}""", """{"chart":"a","timeout":300}""" },
        { Release, """{"chart":"a","verify":true}""", """{"chart":"a","verify":true,"keyring":"/root/.gnupg/pubring.gpg"}""" },
        { Release, """{"chart":"a"}""", """{"chart":"a","version":"1.2.3"}""" },
        { Release, """{"chart":"a"}""", """{"chart":"a","resourceNames":{"ConfigMap/v1":["a/b"]}}""" },
        { Release, """{"chart":"a"}""", """{"chart":"a","checksum":"00"}""" },
    };

    [Theory]
    [MemberData(nameof(Additions))]
    public void AdditionIsNoDifference(string type, string given, string stored) => Assert.Empty(Changes(type, stored, given));

    [Theory]
    [MemberData(nameof(Additions))]
    public void InputThatTheProgramGivesIsCompared(string type, string given, string stored)
    {
        var plan = JsonNode.Parse(stored)!.AsObject();
        plan.Remove("__internal");
        Assert.NotEmpty(Changes(type, given, plan.ToJsonString()));
    }

    [Theory]
    [InlineData("command:remote:Command", """{"addPreviousOutputInEnv":false}""")]
    [InlineData("kubernetes:core/v1:ConfigMap", """{"metadata":{"namespace":"other"}}""")]
    [InlineData(Release, """{"namespace":"other"}""")]
    [InlineData(Release, """{"timeout":600}""")]
    [InlineData(Release, """{"atomic":true}""")]
    public void OtherValueThanTheAddedOneIsADifference(string type, string stored) => Assert.NotEmpty(Changes(type, stored, "{}"));

    [Fact]
    public void EachEntryOfTheTableHasAnExample() => Each.Of(
        ProviderAdditions.Added,
        entry => Assert.Contains(
            Additions,
            example => ((string)example[0]).StartsWith(entry.Type, StringComparison.Ordinal)
                && Inputs((string)example[2]).At(entry.Path) is not null));

    [Fact]
    public void EmptyFieldsOfAReleaseAreNoDifference() => Assert.Empty(Changes(
        Release,
        """
        {"allowNullValues":false,"atomic":false,"chart":"a","cleanupOnFail":false,"createNamespace":false,"dependencyUpdate":false,
         "description":"","devel":false,"disableCRDHooks":false,"disableOpenapiValidation":false,"disableWebhooks":false,
         "forceUpdate":false,"keyring":"","lint":false,"name":"a","namespace":"b","postrender":"","recreatePods":false,
         "renderSubchartNotes":false,"replace":false,"resetValues":false,"reuseValues":false,"skipAwait":true,"skipCrds":false,
         "timeout":0,"values":{},"verify":false,"version":"1.2.3","waitForJobs":false,
         "repositoryOpts":{"caFile":"","certFile":"","keyFile":"","password":"","repo":"https://example.org","username":""}}
        """,
        """
        {"chart":"a","name":"a","namespace":"b","skipAwait":true,"version":"1.2.3","repositoryOpts":{"repo":"https://example.org"}}
        """));

    [Theory]
    [InlineData("1.21.1", "v1.21.1", true)]
    [InlineData("v1.21.1", "1.21.1", true)]
    [InlineData("1.21.1", "1.21.2", false)]
    [InlineData("1.21.x", "1.21.1", false)]
    public void VersionOfAReleaseMayLackItsLetter(string given, string stored, bool isSame) => Assert.Equal(
        isSame,
        Changes(Release, $$"""{"chart":"a","version":"{{stored}}"}""", $$"""{"chart":"a","version":"{{given}}"}""").Length == 0);

    [Theory]
    [InlineData("""{"values":{"a":{"b":1},"c":[{"d":2}]}}""", true)]
    [InlineData("""{"values":{"a":{"b":1},"c":[]}}""", false)]
    [InlineData("""{"values":{"a":{"b":1,"empty":[1]},"c":[{"d":2}]}}""", false)]
    public void EmptyListsThatTheCheckOfAReleaseDropsAreNoDifference(string stored, bool isSame) => Assert.Equal(
        isSame, Changes(Release, stored, """{"values":{"empty":[],"a":{"b":1,"empty":[]},"c":[{"d":2,"empty":[]}]}}""").Length == 0);

    [Fact]
    public void EmptyListsStayWithNullsAllowed() => Assert.NotEmpty(Changes(
        Release, """{"allowNullValues":true,"values":{"a":1}}""", """{"allowNullValues":true,"values":{"a":1,"b":[]}}"""));

    /// <summary>Paths that differ between a state and a plan of one resource.</summary>
    private static string[] Changes(string type, string stored, string given)
    {
        var state = Read(type, stored);
        var plan = Read(type, given);
        var step = PlanDiffer.Between(StateFitting.Fit(state, plan), plan).Steps.Single(each => each.Resource.Name == "a");
        return [.. step.Changes.Select(change => change.Path)];
    }

    private static PlanValue Inputs(string inputs) => Read("a:b:c", inputs).Resources[0].Inputs;

    private static PlanGraph Read(string type, string inputs) => StateFile.Read(
        "state.json",
        Encoding.UTF8.GetBytes(
            $$$"""
            {"deployment":{"manifest":{},"resources":[
              {"urn":"urn:pulumi:prod::infra::{{{type}}}::a","custom":true,"id":"a","type":"{{{type}}}",
               "provider":"urn:pulumi:prod::infra::pulumi:providers:any::default::1b4e28ba","inputs":{{{inputs}}} }
            ]}}
            """)).Graph;
}
