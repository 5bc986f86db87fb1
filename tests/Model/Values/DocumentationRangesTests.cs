using Infra.Model;

namespace Infra.Tests.Model.Values;

public sealed class DocumentationRangesTests
{
    [Theory]
    [InlineData("192.0.2.1", true)]
    [InlineData("198.51.100.255", true)]
    [InlineData("203.0.113.7", true)]
    [InlineData("192.0.3.0", false)]
    [InlineData("10.0.1.11", false)]
    public void KnowsReservedAddresses(string address, bool reserved) =>
        Assert.Equal(reserved, DocumentationRanges.Contains(Ipv4.Parse(address)));

    [Theory]
    [InlineData("203.0.113.7/32", true)]
    [InlineData("203.0.112.0/20", true)]
    [InlineData("203.0.114.0/24", false)]
    [InlineData("2001:db8::/32", false)]
    public void KnowsRangesWithAReservedAddress(string range, bool reserved) =>
        Assert.Equal(reserved, DocumentationRanges.Overlaps(Cidr.Parse(range)));
}
