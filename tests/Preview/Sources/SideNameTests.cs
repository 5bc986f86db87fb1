using Infra.Preview.Sources;

namespace Infra.Tests.Preview.Sources;

public sealed class SideNameTests
{
    [Theory]
    [InlineData("prod", "prod", null, null)]
    [InlineData("prod@2-stage-30", "prod", "2-stage-30", null)]
    [InlineData("prod:origin/main", "prod", null, "origin/main")]
    [InlineData("prod@2-stage:HEAD~1", "prod", "2-stage", "HEAD~1")]
    [InlineData("prod:HEAD@{1}", "prod", null, "HEAD@{1}")]
    [InlineData("prod::/fix a bug", "prod", null, ":/fix a bug")]
    public void NamesStackPhaseAndRevision(string text, string stack, string? phase, string? revision)
    {
        var side = SideName.Parse(text, _ => false);
        Assert.Equal((stack, phase, revision, null), (side.Stack, side.Phase, side.Revision, side.File));
        Assert.Equal(text, side.Text);
    }

    [Theory]
    [InlineData("plan.json")]
    [InlineData("/tmp/state.JSON")]
    [InlineData("./state")]
    public void NamesAFile(string text) => Assert.Equal(text, SideName.Parse(text, path => path == "./state").File);

    [Theory]
    [InlineData("", "'': no stack is named; write stack, stack@PHASE, stack:REVISION, or a file *.json")]
    [InlineData(":HEAD", "':HEAD': no stack is named; write stack, stack@PHASE, stack:REVISION, or a file *.json")]
    [InlineData("prod@", "'prod@': no phase after '@'; write prod@PHASE")]
    [InlineData("prod@:HEAD", "'prod@:HEAD': no phase after '@'; write prod@PHASE")]
    [InlineData(
        "prod@2:", "'prod@2:': no revision after ':'; write prod@2:REVISION, as prod@2:HEAD or prod@2:origin/main")]
    public void RefusesWhatLacksAPart(string text, string message) =>
        Assert.Equal(message, Assert.Throws<SourceException>(() => SideName.Parse(text, _ => false)).Message);
}
