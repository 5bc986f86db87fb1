using System.Text.Json.Serialization;

namespace Infra.Lab.Double;

/// <summary>The forms in which hosts talk to one another.</summary>
[JsonSerializable(typeof(ClusterState))]
[JsonSerializable(typeof(JoinRequest))]
[JsonSerializable(typeof(RegisterRequest))]
internal sealed partial class StateJson : JsonSerializerContext;
