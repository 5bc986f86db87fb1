using Infra.Lab.Double;

namespace Infra.Tests.Lab.Doubles;

/// <summary>Tests that one writer has the lease at a time.</summary>
public sealed class TurnsTests
{
    [Fact]
    public void OtherWriterWaitsForTheLease()
    {
        var turns = new Turns(int.MaxValue);

        Assert.True(turns.Take("one"));
        Assert.False(turns.Take("two"));
        turns.End("one");

        Assert.True(turns.Take("two"));
    }

    [Fact]
    public void OnlyItsWriterEndsALease()
    {
        var turns = new Turns(int.MaxValue);
        turns.Take("one");

        turns.End("two");

        Assert.False(turns.Take("two"));
    }

    [Fact]
    public void LeaseOfAFailedWriterExpires()
    {
        var turns = new Turns(milliseconds: 0);
        turns.Take("one");

        Assert.True(turns.Take("two"));
    }
}
