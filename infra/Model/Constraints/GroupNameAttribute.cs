namespace Infra.Model;

/// <summary>A group of Kubernetes' users, other than the two that contain everybody.</summary>
public sealed class GroupNameAttribute()
    : TextConstraintAttribute(
        "a group of users", "a group that does not contain everybody, as system:authenticated and system:unauthenticated do", Expression)
{
    private const string Expression = "^(?!system:(un)?authenticated$)\\S(.*\\S)?$";
}
