using Infra.Preview.Graph;

namespace Infra.Tests.Invariants;

/// <summary>
/// Empty values of objects: empty lists, maps and texts, zero and false. In the types of the API server most of these fields are
/// <c>omitempty</c> without a pointer, so the server drops them and reports the object without them.
/// </summary>
internal static class EmptyValues
{
    /// <summary>Fields in which an empty value has a meaning of its own, with the reason.</summary>
    private static readonly Dictionary<string, string> Meaningful = new(StringComparer.Ordinal)
    {
        ["podSelector"] = "an empty selector selects all pods",
        ["namespaceSelector"] = "an empty selector selects all namespaces",
        ["emptyDir"] = "the kind of a volume",
        ["subresources"] = "a pointer in the type of a definition",
        ["status"] = "the status subresource of a definition, as a whole",
        ["minimum"] = "a pointer in the type of a schema",
        ["maxSurge"] = "a pointer: the default is 25 %",
        ["maxUnavailable"] = "a pointer: the default is 25 %",
        ["minAvailable"] = "a pointer to a number or a percentage",
        ["backoffLimit"] = "a pointer: the default is 6",
        ["replicas"] = "a pointer: the default is 1",
        ["privileged"] = "a pointer, which the server keeps",
        ["allowPrivilegeEscalation"] = "a pointer: the default is true",
        ["automountServiceAccountToken"] = "a pointer: the default is true",
        ["allowVolumeExpansion"] = "a pointer, which the server keeps",
        ["enableServiceLinks"] = "a pointer: the default is true",
        ["runAsUser"] = "a pointer: the default is the image's",
        ["runAsGroup"] = "a pointer: the default is the image's",
        ["fsGroup"] = "a pointer: without one the volume's group stays",
        ["runAsNonRoot"] = "a pointer, which the server keeps",
        ["readOnlyRootFilesystem"] = "a pointer, which the server keeps",
        ["apiGroups"] = "the core group has an empty name",
        // Fields of custom resources, which the server keeps as written.
        ["snapshotVolumes"] = "Velero: a pointer, its default depends on the location",
        ["defaultVolumesToFsBackup"] = "Velero: a pointer, its default is the server's",
        ["useOwnerReferencesInBackup"] = "Velero: a pointer",
        ["enableSuperuserAccess"] = "CloudNativePG: a pointer",
        ["failoverDelay"] = "CloudNativePG: written, because recovery objectives depend on it",
        ["failoverQuorum"] = "CloudNativePG: written, because recovery objectives depend on it",
        ["enablePDB"] = "CloudNativePG: a pointer, whose default is true",
        ["createrole"] = "CloudNativePG: written, because the rights of a role are to be seen",
        ["deleteFromStorage"] = "Percona: a pointer, whose default is true",
        ["enabled"] = "Percona: required",
    };

    /// <summary>Maps whose keys are free: an empty text is a value like any other.</summary>
    private static readonly string[] FreeMaps = ["annotations", "labels", "data", "stringData", "customResponseHeaders", "parameters"];

    /// <summary>Lists the paths of the empty values of an object.</summary>
    public static IEnumerable<string> In(PlanValue value, string path = "")
    {
        for (var index = 0; index < value.Items.Count; index++)
        {
            var isMap = value.Kind == PlanValueKind.Map;
            var key = isMap ? value.Keys[index] : path[(path.LastIndexOf('.') + 1)..];
            var at = isMap ? path.Length == 0 ? key : $"{path}.{key}" : path;
            if (isMap && FreeMaps.Contains(key))
            {
                continue;
            }

            if (IsEmpty(value.Items[index]))
            {
                if (!Meaningful.ContainsKey(key))
                {
                    yield return at;
                }
            }
            else
            {
                foreach (var found in In(value.Items[index], at))
                {
                    yield return found;
                }
            }
        }
    }

    private static bool IsEmpty(PlanValue value) => value.Kind switch
    {
        PlanValueKind.List or PlanValueKind.Map => value.Items.Count == 0,
        PlanValueKind.Truth => !value.IsTrue,
        PlanValueKind.Number => value.Number == 0,
        PlanValueKind.Text => value.Text.Length == 0,
        _ => false,
    };
}
