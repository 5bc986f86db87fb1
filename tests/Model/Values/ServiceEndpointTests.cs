using Infra.Model;

namespace Infra.Tests.Model.Values;

public sealed class ServiceEndpointTests
{
    [Theory]
    [InlineData("s3.example.org", "s3.example.org", "https://s3.example.org", 443, false)]
    [InlineData("https://s3.example.org", "s3.example.org", "https://s3.example.org", 443, false)]
    [InlineData("HTTPS://S3.Example.org/", "s3.example.org", "https://s3.example.org", 443, false)]
    [InlineData("https://s3.example.org:443", "s3.example.org", "https://s3.example.org:443", 443, false)]
    [InlineData("minio.lan:9000", "minio.lan", "https://minio.lan:9000", 9000, false)]
    [InlineData("http://10.0.0.5:9000", "10.0.0.5", "http://10.0.0.5:9000", 9000, true)]
    [InlineData("http://minio.storage.svc", "minio.storage.svc", "http://minio.storage.svc", 80, true)]
    [InlineData("nas", "nas", "https://nas", 443, false)]
    [InlineData("nas.lan:65535", "nas.lan", "https://nas.lan:65535", 65535, false)]
    public void TakesAnEndpointApart(string text, string host, string url, int port, bool isPlain)
    {
        var endpoint = ServiceEndpoint.Parse(text);

        Assert.Equal((host, url, port, isPlain), (endpoint.Host, endpoint.Url, endpoint.Port, endpoint.IsPlain));
        Assert.Equal(endpoint, ServiceEndpoint.Parse(endpoint.ToString()));
        Assert.Equal(endpoint, ServiceEndpoint.Parse(endpoint.Url));
    }

    [Theory]
    [InlineData("https://s3.example.org", "s3.example.org", "s3.example.org")]
    [InlineData("http://minio.lan:9000", "minio.lan:9000", "http://minio.lan:9000")]
    public void OnlyThePortBelongsToTheAuthority(string text, string authority, string written) =>
        Assert.Equal((authority, written), (ServiceEndpoint.Parse(text).Authority, ServiceEndpoint.Parse(text).ToString()));

    [Theory]
    [InlineData("", "is not an endpoint")]
    [InlineData("s3://bucket", "another scheme")]
    [InlineData("https://https://s3.example.org", "another scheme")]
    [InlineData("https://s3.example.org/bucket", "is not an endpoint")]
    [InlineData("https://s3.example.org//", "is not an endpoint")]
    [InlineData("user@s3.example.org", "is not an endpoint")]
    [InlineData("minio.lan:0", "no port from 1 to 65535")]
    [InlineData("minio.lan:65536", "no port from 1 to 65535")]
    [InlineData("minio.lan:-1", "no port from 1 to 65535")]
    [InlineData("minio.lan:", "no port from 1 to 65535")]
    [InlineData("a:b", "no port from 1 to 65535")]
    [InlineData("10.0.0.256", "is not an endpoint")]
    [InlineData("[fd00::1]:9000", "is not an endpoint")]
    [InlineData("minio .lan", "is not an endpoint")]
    public void RefusesWhatIsNoEndpoint(string text, string says)
    {
        Assert.False(ServiceEndpoint.TryParse(text, out _, out var problem));
        Assert.Contains(says, problem, StringComparison.Ordinal);
        Assert.Equal(problem, Assert.Throws<FormatException>(() => ServiceEndpoint.Parse(text)).Message);
    }
}
