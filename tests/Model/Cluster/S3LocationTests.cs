using Infra.Model;

namespace Infra.Tests.Model.Cluster;

public sealed class S3LocationTests
{
    [Theory]
    [InlineData("s3.amazonaws.com", "us-east-1", true, "https://s3.amazonaws.com")]
    [InlineData("s3.amazonaws.com", "eu-central-1", true, "https://s3.eu-central-1.amazonaws.com")]
    [InlineData("https://s3.amazonaws.com", "eu-central-1", true, "https://s3.eu-central-1.amazonaws.com")]
    [InlineData("s3.eu-central-1.amazonaws.com", "eu-central-1", true, "https://s3.eu-central-1.amazonaws.com")]
    [InlineData("s3.amazonaws.com", "cn-north-1", true, "https://s3.cn-north-1.amazonaws.com.cn")]
    [InlineData("s3.eu-west-1.amazonaws.com", "eu-central-1", false, "https://s3.eu-west-1.amazonaws.com")]
    [InlineData("http://s3.amazonaws.com", "us-east-1", false, "http://s3.amazonaws.com")]
    [InlineData("s3.example.org", "eu-central-1", false, "https://s3.example.org")]
    [InlineData("http://minio.lan:9000", "us-east-1", false, "http://minio.lan:9000")]
    public void AmazonHasAnEndpointInEachRegion(string endpoint, string region, bool isAmazon, string regional)
    {
        var location = new S3LocationSpec
        {
            Endpoint = ServiceEndpoint.Parse(endpoint),
            Region = region,
            Bucket = "b",
            AccessKey = "a",
            SecretKey = "s",
        };

        Assert.Equal((isAmazon, regional), (location.IsAmazon(), location.Regional().Url));
    }
}
