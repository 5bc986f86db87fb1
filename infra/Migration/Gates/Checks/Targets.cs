using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Migration;

/// <summary>Reports of targets that several checks share.</summary>
internal static class Targets
{
    private const string Key = "target";

    /// <summary>The app that a criterion names; null with a report where there is none.</summary>
    public static AppSpec? Resolve(ValidationContext context, CriterionSpec criterion)
    {
        context.Resolve(criterion, Key, "app", criterion.Target!, context.Spec.Apps);
        return (AppSpec?)ValidationContext.Find(context.Spec.Apps, criterion.Target!);
    }

    /// <summary>Requires an app that listens on a port.</summary>
    public static AppSpec? RequireListening(ValidationContext context, GateScene scene, CriterionSpec criterion)
    {
        if (Resolve(context, criterion) is not { } app)
        {
            return null;
        }

        if (app.Ports.Count == 0 || app.Kind == WorkloadKind.CronJob)
        {
            context.Error(criterion, Key, $"the app '{app.Name}' listens on no port", "name an app with ports");
            return null;
        }

        return app;
    }
}
