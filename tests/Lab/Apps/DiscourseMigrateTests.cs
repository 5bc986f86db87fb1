using Infra.Tests.Lab.Databases;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Apps;

/// <summary>
/// The script that migrates Discourse's database, in a folder laid out as its image, with programs that write down their calls.
/// </summary>
public sealed class DiscourseMigrateTests
{
    [Theory]
    [InlineData("before", "1")]
    [InlineData("after", "0")]
    [Pitfall("discourse-migrations")]
    public void MigratesAfterTheImagesOwnStepsAtAStart(string time, string skips)
    {
        using var image = Image();

        Run(image, time).Succeeded();

        Assert.Equal(
            ["links", "env", $"{skips} {image["var", "www", "discourse"]} discourse -c bundle exec rake db:migrate"],
            File.ReadAllLines(image["calls"]));
    }

    [Fact]
    public void FailedMigrationFailsTheJob()
    {
        using var image = Image();

        Assert.Equal(3, Run(image, "before", ("FAILS", "3")).Code);
    }

    [Fact]
    public void FailedStepOfTheImageStopsBeforeTheMigration()
    {
        using var image = Image();
        image.WriteProgram("etc/runit/1.d/00-ensure-links", "#!/bin/sh\nexit 4\n");

        Assert.Equal(4, Run(image, "before").Code);
        Assert.False(File.Exists(image["calls"]));
    }

    [Fact]
    public void OtherImageIsRefused()
    {
        using var image = new PrivateFolder("discourse-migrate");

        Run(image, "before").Failed("run this in an image of Discourse");
    }

    [Fact]
    public void ImageWithOtherStepsIsRefused()
    {
        using var image = Image();
        File.Delete(image["etc", "runit", "1.d", "copy-env"]);

        Run(image, "before").Failed("ensure-links and copy-env");
    }

    [Theory]
    [InlineData("")]
    [InlineData("later")]
    public void OtherTimeIsRefused(string time)
    {
        using var image = Image();

        Run(image, time).Failed($"the arguments are '{time}'");
    }

    private static PrivateFolder Image()
    {
        var image = new PrivateFolder("discourse-migrate");
        image.Make("var/www/discourse");
        image.WriteProgram("etc/runit/1.d/00-ensure-links", "#!/bin/sh\necho links >> \"$ROOT/calls\"\n");
        image.WriteProgram("etc/runit/1.d/copy-env", "#!/bin/sh\necho env >> \"$ROOT/calls\"\n");
        image.WriteProgram("etc/runit/1.d/01-other", "#!/bin/sh\necho other >> \"$ROOT/calls\"\n");
        image.WriteProgram(
            "bin/su", "#!/bin/sh\necho \"$SKIP_POST_DEPLOYMENT_MIGRATIONS $PWD $*\" >> \"$ROOT/calls\"\nexit \"${FAILS:-0}\"\n");
        return image;
    }

    private static ScriptResult Run(PrivateFolder image, string time, params (string Name, string Value)[] more)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ROOT"] = image.Root,
            ["PATH"] = $"{image["bin"]}:/usr/bin:/bin",
        };
        foreach (var (name, value) in more)
        {
            variables[name] = value;
        }

        var script = Repository.File("infra", "Apps", "Scripts", "discourse-migrate.sh");
        return image.Run(time.Length == 0 ? ["/bin/bash", script, ""] : ["/bin/bash", script, time], variables);
    }
}
