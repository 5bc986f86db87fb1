namespace Infra.Tests.Support;

/// <summary>Assertions about all items of a collection, which fail on an empty one.</summary>
internal static class Each
{
#pragma warning disable RS0030 // Banned for all others, because these two pass where there is no item.
    /// <summary>Asserts that each item passes, and that there is at least one.</summary>
    public static void Of<T>(IEnumerable<T> items, Action<T> assertion)
    {
        T[] all = [.. items];
        Assert.True(all.Length > 0, "there is no item to assert anything of");
        Assert.All(all, assertion);
    }

    /// <summary>Asserts that no item has a property, and that there is at least one item.</summary>
    public static void Lacks<T>(IEnumerable<T> items, Predicate<T> property)
    {
        T[] all = [.. items];
        Assert.True(all.Length > 0, "there is no item to assert anything of");
        Assert.DoesNotContain(all, property);
    }
#pragma warning restore RS0030
}
