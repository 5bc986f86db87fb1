using Infra.Preview.Recording;

namespace Infra.Tests.Preview;

public sealed class SetsTests
{
    [Fact]
    public void SortsAndDropsDuplicatesAndTheExcludedName()
    {
        Assert.Equal(["B", "a", "c"], Sets.Sorted(["c", "a", "B", "a", "c"]));
        Assert.Equal(["a"], Sets.Sorted(["b", "a", "b"], except: "b"));
        Assert.Empty(Sets.Sorted(["b"], except: "b"));
        Assert.Empty(Sets.Sorted([]));
    }
}
