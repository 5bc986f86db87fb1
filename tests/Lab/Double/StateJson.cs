using System.Text.Json.Serialization;

namespace Infra.Lab.Double;

/// <summary>JSON forms of the messages between hosts.</summary>
[JsonSerializable(typeof(ClusterState))]
[JsonSerializable(typeof(JoinRequest))]
[JsonSerializable(typeof(RegisterRequest))]
internal sealed partial class StateJson : JsonSerializerContext;
