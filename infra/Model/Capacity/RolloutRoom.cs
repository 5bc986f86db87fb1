namespace Infra.Model.Capacity;

/// <summary>Room for a new version of an app beside everything else.</summary>
/// <param name="Name">Name of the app.</param>
/// <param name="Asked">Requests of the pods that run in addition while the new version replaces the old one.</param>
/// <param name="Waits">Whether some of them wait for room.</param>
public sealed record RolloutRoom(string Name, Amount Asked, bool Waits);
