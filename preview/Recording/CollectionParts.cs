using System.Reflection;
using Pulumi;

namespace Infra.Preview.Recording;

/// <summary>
/// An input list or map whose items are separate inputs. The official serializer reads the items one by one, by reflection on the member
/// `Value`, so that one secret entry does not make the whole map secret; the preview does the same. In the official SDK the member is an
/// input of a collection of inputs, in the offline SDK the collection itself. Where the member is missing, the collection is read as a
/// whole, which may mask more than necessary.
/// </summary>
internal static class CollectionParts
{
    private static readonly Dictionary<Type, PropertyInfo?> ByType = [];

    /// <summary>
    /// The collection with its items as single inputs; null when the object is not such a collection or does not expose them.
    /// </summary>
    public static object? Of(object value, Type type)
    {
        PropertyInfo? property;
        lock (ByType)
        {
            if (!ByType.TryGetValue(type, out property))
            {
                ByType.Add(type, property = Find(type));
            }
        }
        return property?.GetValue(value);
    }

    private static PropertyInfo? Find(Type type)
    {
        if (!type.IsGenericType)
        {
            return null;
        }
        var definition = type.GetGenericTypeDefinition();
        return definition == typeof(InputList<>) || definition == typeof(InputMap<>)
            ? type.GetProperty("Value", BindingFlags.Instance | BindingFlags.NonPublic)
            : null;
    }
}
