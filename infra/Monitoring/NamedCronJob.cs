using Infra.Model;

namespace Infra.Monitoring;

/// <summary>A CronJob that the program makes.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Schedule">Its schedule.</param>
public sealed record NamedCronJob(string Namespace, string Name, CronSchedule Schedule);
