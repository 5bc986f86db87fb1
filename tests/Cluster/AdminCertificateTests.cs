using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Infra.Cluster;
using Infra.Preview.Recording;

namespace Infra.Tests.Cluster;

public sealed class AdminCertificateTests
{
    private static readonly DateOnly Today = new(2027, 3, 1);

    [Fact]
    public void ExpiryIsThatOfTheCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var from = new DateTimeOffset(2026, 5, 31, 12, 0, 0, TimeSpan.Zero);
        using var certificate = new CertificateRequest("CN=system:admin", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(from, from.AddYears(1));
        var pem = Convert.ToBase64String(Encoding.UTF8.GetBytes(certificate.ExportCertificatePem()));

        Assert.Equal("2027-05-31", AdminCertificate.ExpiryOf($"users:\n- user:\n    client-certificate-data: {pem}\n"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("kind: Config\n")]
    [InlineData("client-certificate-data: W10=\n")]
    [InlineData("client-certificate-data: no base64\n")]
    [InlineData("client-certificate-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==\n")]
    public void ExpiryOfNoCertificateIsEmpty(string kubeconfig) => Assert.Equal("", AdminCertificate.ExpiryOf(kubeconfig));

    [Theory]
    [InlineData("2027-05-30", "", "")]
    [InlineData("2027-05-29", "", "2027-05-29")]
    [InlineData("2027-02-01", "", "2027-02-01")]
    [InlineData("2027-05-29", "2026-05-20", "2027-05-29")]
    [InlineData("2028-02-29", "2027-05-29", "2027-05-29")]
    [InlineData("", "2026-05-20", "2026-05-20")]
    [InlineData("soon", "", "")]
    public void RenewalChangesOnlyWithinNinetyDaysOfTheExpiry(string expires, string renewal, string expected) =>
        Assert.Equal(expected, AdminCertificate.RenewalOf(expires, renewal, Today));

    [Theory]
    [InlineData("2027-05-30", false)]
    [InlineData("2027-05-29", true)]
    [InlineData("2027-02-01", true)]
    [InlineData("", false)]
    public void OtherStacksAreWarnedThatTheirOwnersKubeconfigExpires(string expires, bool warns)
    {
        var warning = AdminCertificate.Warning(expires, Today, "prod");

        Assert.Equal(warns, warning is not null);
        Assert.True(!warns || warning!.EndsWith("run pulumi up --stack prod to renew it", StringComparison.Ordinal), warning);
    }

    /// <summary>A run within 90 days renews; the next one, with the new certificate, changes nothing.</summary>
    [Fact]
    public async Task RenewalChangesTheStepOnce()
    {
        var before = await StepAsync(expires: "2028-01-01", renewal: "");
        var due = await StepAsync(expires: "2027-05-01", renewal: "");
        var after = await StepAsync(expires: "2028-03-01", renewal: "2027-05-01");

        Assert.Contains("export RENEWAL=''\n", before, StringComparison.Ordinal);
        Assert.Contains("export RENEWAL='2027-05-01'\n", due, StringComparison.Ordinal);
        Assert.Equal(due, after);
    }

    private static async Task<string> StepAsync(string expires, string renewal)
    {
        var system = Described.StackOf("prod");
        var secrets = RequiredSecrets.Of(system).Select(secret => secret.Key).ToArray();
        var result = await GraphRecorder.RecordAsync(
            options => new InfraStack(new StackInputs { System = system, Today = Today }, options),
            new()
            {
                Header = new("prod", "community", "prod", null),
                Config = secrets.ToDictionary(key => key, SecretToken.For),
                SecretKeys = secrets,
                ReferencedOutputs = _ => new Dictionary<string, object>
                {
                    ["kubeconfig"] = SecretToken.For("kubeconfig"),
                    ["kubeconfigExpires"] = expires,
                    ["kubeconfigRenewal"] = renewal,
                },
            });
        Assert.Empty(result.Problems);
        Assert.Equal(expires == "2027-05-01" ? expires : renewal, result.Graph!.Outputs["kubeconfigRenewal"]!.Text);
        return result.Graph!.Resources.Single(resource => resource.Name == "cluster-kubeconfig").Inputs["stdin"]!.Text;
    }
}
