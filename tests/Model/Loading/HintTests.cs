using FsCheck;
using FsCheck.Fluent;
using Infra.Model.Loading;

namespace Infra.Tests.Model.Loading;

public sealed class HintTests
{
    [Fact]
    public void NamesTheNearestWord() => Assert.Equal("did you mean 'replicas'?", Hint.For("replica", ["image", "replicas", "ports"]));

    [Fact]
    public void NamesAllWordsWhenNoneIsNear() => Assert.Equal("known are a, b", Hint.For("something", ["b", "a"]));

    [Fact]
    public void ReportsThatThereIsNoWord() => Assert.Equal("there are none", Hint.For("x", []));

    [Fact]
    public void DistanceIsSymmetricAndZeroOnlyForEqualWords() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonEmptyString>(), ArbMap.Default.ArbFor<NonEmptyString>(), (left, right) =>
            Hint.Distance(left.Get, right.Get) == Hint.Distance(right.Get, left.Get)
            && (Hint.Distance(left.Get, right.Get) == 0)
                == string.Equals(left.Get.ToLowerInvariant(), right.Get.ToLowerInvariant(), StringComparison.Ordinal))
            .QuickCheckThrowOnFailure();
}
