using FsCheck;
using FsCheck.Fluent;
using Infra.Naming;

namespace Infra.Tests.Naming;

public sealed class PhysicalNameTests
{
    [Theory]
    [InlineData("community-master-1", "community", "master-1")]
    [InlineData("a-b", "a", "", "b")]
    [InlineData("wordpress-test", "wordpress_test")]
    [InlineData("www-example-org", "WWW.Example.org")]
    [InlineData("a-b", "--a--", "--b--")]
    [InlineData("a", "ä.a")]
    public void JoinsPartsWithDashes(string name, params string[] parts) => Assert.Equal(name, PhysicalName.Kubernetes(parts));

    [Theory]
    [InlineData(63, "Kubernetes")]
    [InlineData(52, "CronJob")]
    [InlineData(52, "StatefulSet")]
    [InlineData(40, "RecurringJob")]
    [InlineData(63, "Server")]
    [InlineData(128, "Hetzner")]
    public void CutsNamesBeyondTheirLimitOnly(int limit, string kind)
    {
        var longest = new string('a', limit);
        Assert.Equal(longest, Make(kind, longest));
        var cut = Make(kind, longest + "a");
        Assert.Equal(limit, cut.Length);
        Assert.NotEqual(longest, cut);
    }

    [Fact]
    public void CutNameEndsWithAHashOfTheWholeName() =>
        Assert.Equal("aaaaaaaaa-652ce10a", PhysicalName.Of(18, new string('a', 10), "bbbbbbbbbb"));

    [Fact]
    public void LongNamesThatDifferAtTheirEndStayDifferent() =>
        Assert.NotEqual(PhysicalName.CronJob(new string('a', 60), "1"), PhysicalName.CronJob(new string('a', 60), "2"));

    [Fact]
    public void CutNameHasNoDoubleDash() => Assert.Matches("^ab-[0-9a-f]{8}$", PhysicalName.Of(12, "ab", "cdefghijklm"));

    [Theory]
    [InlineData("")]
    [InlineData("---")]
    public void RefusesANameWithoutLetterOrDigit(string part) => Assert.Throws<ArgumentException>(() => PhysicalName.Kubernetes(part));

    [Fact]
    public void EveryNameIsADnsLabelAndDeterministic() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonEmptyString>(), Gen.Choose(10, 63).ToArbitrary(), (text, limit) =>
        {
            var name = PhysicalName.Of(limit, "x", text.Get);
            return name.Length <= limit
                && new Infra.Model.ObjectNameAttribute().Holds(name)
                && name == PhysicalName.Of(limit, "x", text.Get)
                && name == PhysicalName.Of(limit, name);
        }).QuickCheckThrowOnFailure();

    private static string Make(string kind, string name) => kind switch
    {
        "Kubernetes" => PhysicalName.Kubernetes(name),
        "CronJob" => PhysicalName.CronJob(name),
        "StatefulSet" => PhysicalName.StatefulSet(name),
        "RecurringJob" => PhysicalName.RecurringJob(name),
        "Server" => PhysicalName.Server(name),
        _ => PhysicalName.Hetzner(name),
    };
}
