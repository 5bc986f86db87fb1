using Infra.Model;

namespace Infra.Tests.Model.Apps;

public sealed class AppPodsTests
{
    [Fact]
    public void CountsBothSlotsAndTheMaximumOfPods()
    {
        var app = new AppSpec { Name = "a", Replicas = 2 };
        Assert.Equal(2, AppPods.Most(app));
        Assert.Equal(4, AppPods.Most(app with { BlueGreen = new BlueGreenSpec { Mode = BlueGreenMode.Full } }));
        Assert.Equal(3, AppPods.Most(app with { BlueGreen = new BlueGreenSpec { Mode = BlueGreenMode.Full, IdleReplicas = 1 } }));
        Assert.Equal(2, AppPods.Most(app with { BlueGreen = new BlueGreenSpec { Mode = BlueGreenMode.Partial } }));
        Assert.Equal(9, AppPods.Most(app with { Autoscaling = new AutoscalingSpec { Min = 2, Max = 9 } }));
    }

    [Fact]
    public void FewestAreTheLowerLimitOfAutoscalingInBothSlots()
    {
        var app = new AppSpec { Name = "a", Replicas = 3, Autoscaling = new AutoscalingSpec { Min = 2, Max = 9 } };
        Assert.Equal(2, AppPods.Fewest(app));
        Assert.Equal(4, AppPods.Fewest(app with { BlueGreen = new BlueGreenSpec { Mode = BlueGreenMode.Full } }));
        Assert.Equal(3, AppPods.Fewest(app with { Autoscaling = null }));
    }
}
