using Infra.Model;

namespace Infra.Migration;

/// <summary>
/// A kind of data moves: everything that differs from one kind of data to another. A new kind is a class here, a line in
/// <see cref="MoveKinds.All"/>, and a script with its functions.
/// </summary>
public abstract class MoveKind
{
    private protected MoveKind()
    {
    }

    /// <summary>Whether a move is of this kind.</summary>
    /// <param name="kind">The kind as described.</param>
    public abstract bool Is(DataKind kind);

    /// <summary>Script with the functions of the kind, by its folder and name without its ending.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    /// <param name="move">The move.</param>
    public abstract string ScriptOf(SystemSpec system, DataMoveSpec move);

    /// <summary>Scripts in front of that of the kind, whose functions it uses. Defaults to none.</summary>
    /// <param name="system">The system.</param>
    /// <param name="move">The move.</param>
    public virtual IReadOnlyList<string> LibrariesOf(SystemSpec system, DataMoveSpec move) => [];

    /// <summary>Namespace of the target.</summary>
    /// <param name="system">The system.</param>
    /// <param name="move">The move.</param>
    public abstract string NamespaceOf(SystemSpec system, DataMoveSpec move);

    /// <summary>Variables of the script beside those of every move.</summary>
    /// <param name="system">The system.</param>
    /// <param name="move">The move.</param>
    public abstract IReadOnlyDictionary<string, string> Parameters(SystemSpec system, DataMoveSpec move);

    /// <summary>
    /// Apps of the stack that use the target, wherever they run. Their pods are stopped while the target is replaced, and start after it.
    /// </summary>
    /// <param name="system">The system.</param>
    /// <param name="move">The move.</param>
    public abstract IReadOnlyList<AppSpec> UsersOf(SystemSpec system, DataMoveSpec move);

    /// <summary>
    /// Workloads beside those of the apps that use the target, as <see cref="TargetWorkloads"/> writes them. Defaults to none.
    /// </summary>
    /// <param name="system">The system.</param>
    /// <param name="move">The move.</param>
    public virtual IReadOnlyList<string> FurtherWorkloads(SystemSpec system, DataMoveSpec move) => [];

    /// <summary>Parts of the platform that must exist before the move. Defaults to none.</summary>
    public virtual IReadOnlyList<string> Parts => [];
}
