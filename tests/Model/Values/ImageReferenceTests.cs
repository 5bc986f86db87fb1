using Infra.Model;

namespace Infra.Tests.Model.Values;

public sealed class ImageReferenceTests
{
    [Theory]
    [InlineData("postgres:15-cjk", "postgres", "15-cjk", null)]
    [InlineData("a/b/c:1", "a/b/c", "1", null)]
    [InlineData("registry:5000/a", "registry:5000/a", null, null)]
    [InlineData("registry:5000/a:1@sha256:abc", "registry:5000/a", "1", "sha256:abc")]
    [InlineData("a@sha256:abc", "a", null, "sha256:abc")]
    public void SplitsRepositoryTagAndDigest(string text, string repository, string? tag, string? digest) =>
        Assert.Equal(new ImageReference(repository, tag, digest), ImageReference.Parse(text));

    [Fact]
    public void DigestPinsAnImage() => Assert.True(ImageReference.Parse("a:latest@sha256:abc").IsPinned);

    [Theory]
    [InlineData("postgres:15", "docker.io/library/postgres:15")]
    [InlineData("team/app:1.0", "docker.io/team/app:1.0")]
    [InlineData("ghcr.io/team/app:1.0", "ghcr.io/team/app:1.0")]
    [InlineData("localhost/app:1.0", "localhost/app:1.0")]
    [InlineData("registry:5000/app:1.0", "registry:5000/app:1.0")]
    [InlineData("team/app@sha256:abc", "docker.io/team/app@sha256:abc")]
    public void FullNameHasTheRegistry(string written, string full) => Assert.Equal(full, ImageReference.Parse(written).FullName);
}
