using Infra.Preview.Diff;
using Infra.Preview.Graph;
using static Infra.Tests.Preview.Diff.DiffPlans;

namespace Infra.Tests.Preview.Diff;

/// <summary>One test for each rule of the engine about steps.</summary>
public sealed class StepGeneratorTests
{
    private const string Server = "hcloud:index/server:Server";
    private const string Network = "hcloud:index/network:Network";
    private const string Subnet = "hcloud:index/networkSubnet:NetworkSubnet";
    private const string Config = "kubernetes:core/v1:ConfigMap";
    private const string Kubernetes = "pulumi:providers:kubernetes";
    private const string Command = "command:remote:Command";

    [Fact]
    public void DescribedResourceIsCreated() =>
        Assert.Equal(StepKind.Create, PlanDiffer.Between(Of(), Of(Resource(Server, "a"))).Step("a").Kind);

    [Fact]
    public void ResourceThatIsNoLongerDescribedIsDeleted() =>
        Assert.Equal(StepKind.Delete, PlanDiffer.Between(Of(Resource(Server, "a")), Of()).Step("a").Kind);

    [Fact]
    public void EqualInputsChangeNothing()
    {
        var diff = PlanDiffer.Between(Of(Resource(Server, "a", "name: a")), Of(Resource(Server, "a", "name: a")));

        Assert.True(diff.IsEmpty);
        Assert.Equal(StepKind.Same, diff.Step("a").Kind);
    }

    [Fact]
    public void ChangedInputIsUpdatedInPlace()
    {
        var step = StepOf(Resource(Server, "a", "serverType: cx22"), Resource(Server, "a", "serverType: cx32"));

        Assert.Equal(StepKind.Update, step.Kind);
        Assert.Contains("powers the server off hard", Assert.Single(step.Changes).Rule!.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void ChangeThatNoRuleKnowsIsAnUpdate()
    {
        var step = StepOf(Resource("example:index:Thing", "a", "size: 1"), Resource("example:index:Thing", "a", "size: 2"));

        Assert.Equal(StepKind.Update, step.Kind);
        Assert.Null(Assert.Single(step.Changes).Rule);
    }

    [Fact]
    public void ForcedInputsReplaceAndAreAllNamed()
    {
        var step = StepOf(
            Resource(Server, "a", "{ image: a, location: a, labels: { x: a } }"),
            Resource(Server, "a", "{ image: b, location: b, labels: { x: b } }"));

        Assert.Equal(StepKind.Replace, step.Kind);
        Assert.Equal(
            ["image Replace", "labels.x Update", "location Replace"], step.Changes.Select(change => $"{change.Path} {change.Effect}"));
    }

    [Fact]
    public void ReplacementCreatesFirstWhereTheNewNameIsAnother()
    {
        Assert.False(StepOf(Resource(Network, "a", "ipRange: 10.0.0.0/16"), Resource(Network, "a", "ipRange: 10.1.0.0/16")).DeletesFirst);
        Assert.True(StepOf(
            Resource(Network, "a", "{ name: a, ipRange: 10.0.0.0/16 }"),
            Resource(Network, "a", "{ name: a, ipRange: 10.1.0.0/16 }")).DeletesFirst);
    }

    [Theory]
    [InlineData("{ name: a }", "{ name: a }", true)]
    [InlineData("{ name: a }", "{ name: a, namespace: default }", true)]
    [InlineData("{ name: a, namespace: x }", "{ name: a, namespace: x }", true)]
    [InlineData("{ name: a }", "{ name: b }", false)]
    [InlineData("{ name: a, namespace: x }", "{ name: a, namespace: y }", false)]
    [InlineData("{ labels: { x: y } }", "{ labels: { x: y } }", false)]
    public void KubernetesObjectIsDeletedFirstIfItsNameStays(string old, string metadata, bool isFirst)
    {
        var step = StepOf(
            Resource(Config, "a", $"{{ metadata: {old}, data: {{ a: x }} }}"),
            Resource(Config, "a", $"{{ metadata: {metadata}, data: {{ a: z }} }}"));

        Assert.Equal(StepKind.Replace, step.Kind);
        Assert.Equal(isFirst, step.DeletesFirst);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OptionDeleteBeforeReplaceOverridesTheProvider(bool option)
    {
        var old = Resource(Network, "a", "{ name: a, ipRange: 10.0.0.0/16 }");
        var changed = old.Given("{ name: a, ipRange: 10.1.0.0/16 }") with { DeleteBeforeReplace = option };

        Assert.Equal(option, StepOf(old, changed).DeletesFirst);
    }

    [Fact]
    public void AliasMovesTheResource()
    {
        var old = Resource(Server, "a", "name: a");
        var step = StepOf(old, Resource(Server, "b", "name: a") with { Aliases = [old.Urn] });

        Assert.Equal(StepKind.Move, step.Kind);
        Assert.True(step.IsMoved);
    }

    [Fact]
    public void MovedResourceIsUpdatedBesides()
    {
        var old = Resource(Server, "a", "name: a");
        var step = StepOf(old, Resource(Server, "b", "name: b") with { Aliases = [old.Urn] });

        Assert.Equal(StepKind.Update, step.Kind);
        Assert.True(step.IsMoved);
    }

    [Fact]
    public void RenamedResourceWithoutAliasIsCreatedAndDeleted() =>
        Assert.Equal("b:Create a:Delete", PlanDiffer.Between(Of(Resource(Server, "a")), Of(Resource(Server, "b"))).Kinds());

    [Fact]
    public void OwnUrnPrecedesTheAliasOfAnother()
    {
        var old = Resource(Server, "a");

        Assert.Equal("b:Create a:Same", PlanDiffer.Between(Of(old), Of(Resource(Server, "b") with { Aliases = [old.Urn] }, old)).Kinds());
    }

    [Fact]
    public void IgnoredChangeIsNoStep()
    {
        var step = StepOf(Resource(Server, "a", "image: a"), Resource(Server, "a", "image: b") with { IgnoreChanges = ["image"] });

        Assert.Equal(StepKind.Same, step.Kind);
        Assert.Equal(ChangeEffect.Ignored, Assert.Single(step.Changes).Effect);
    }

    [Theory]
    [InlineData("spec.template.spec.containers[0].image")]
    [InlineData("spec.template.spec.containers[*].image")]
    [InlineData("spec.template")]
    [InlineData("*")]
    public void IgnoredPathsMayHavePlacesAndWildcards(string path)
    {
        const string Deployment = "kubernetes:apps/v1:Deployment";
        var step = StepOf(
            Resource(Deployment, "a", "spec: { template: { spec: { containers: [{ name: app, image: a }] } } }"),
            Resource(Deployment, "a", "spec: { template: { spec: { containers: [{ name: app, image: b }] } } }") with
            {
                IgnoreChanges = [path],
            });

        Assert.Equal(StepKind.Same, step.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("image[")]
    [InlineData("[\"image")]
    public void PathsThatAreNoneArePassedOver(string path)
    {
        var step = StepOf(
            Resource(Server, "a", "image: a\nname: a"),
            Resource(Server, "a", "image: a\nname: b") with { IgnoreChanges = [path], ReplaceOnChanges = [path] });

        Assert.Equal(StepKind.Update, step.Kind);
    }

    [Fact]
    public void IgnoredPathThatIsMissingOnOneSideIsRefused()
    {
        var step = StepOf(
            Resource(Server, "a", "publicNets: [{ ipv4: 1 }]"),
            Resource(Server, "a", "{}") with { IgnoreChanges = ["publicNets[0].ipv4"] });

        Assert.Equal(StepKind.Refuse, step.Kind);
        Assert.Contains("publicNets[0].ipv4", Assert.Single(step.Refusals), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("labels", StepKind.Replace)]
    [InlineData("labels.x", StepKind.Replace)]
    [InlineData("*", StepKind.Replace)]
    [InlineData("labels.y", StepKind.Update)]
    [InlineData("labels.x.z", StepKind.Update)]
    public void ReplaceOnChangesReplacesBelowItsPaths(string path, StepKind kind) =>
        Assert.Equal(
            kind,
            StepOf(
                Resource(Server, "a", "labels: { x: a }"),
                Resource(Server, "a", "labels: { x: b }") with { ReplaceOnChanges = [path] }).Kind);

    [Fact]
    public void ChangedTriggerReplacesByTheOptionOfItsClass()
    {
        var old = Resource(Command, "a", "{ create: a, triggers: [1, 2] }");
        var changed = Resource(Command, "a", "{ create: a, triggers: [1, 3] }");

        Assert.Equal(StepKind.Replace, StepOf(old, changed with { ReplaceOnChanges = ["triggers[*]"] }).Kind);
        Assert.Equal(StepKind.Update, StepOf(old, changed).Kind);
    }

    [Fact]
    public void ReplacementByOptionDoesNotAskToDeleteFirst() =>
        Assert.False(StepOf(
            Resource(Config, "a", "metadata: { name: a, labels: { x: a } }"),
            Resource(Config, "a", "metadata: { name: a, labels: { x: b } }") with { ReplaceOnChanges = ["metadata.labels"] }).DeletesFirst);

    [Fact]
    public void RefusedChangeStopsTheRun()
    {
        const string Type = "kubernetes:storage.k8s.io/v1:StorageClass";
        var step = StepOf(Resource(Type, "a", "reclaimPolicy: Delete"), Resource(Type, "a", "reclaimPolicy: Retain"));

        Assert.Equal(StepKind.Refuse, step.Kind);
        Assert.Contains("reclaimPolicy: the API refuses", Assert.Single(step.Refusals), StringComparison.Ordinal);
    }

    [Fact]
    public void ReplacementTakesRefusedChangesWithIt()
    {
        const string Type = "kubernetes:storage.k8s.io/v1:StorageClass";
        var old = Resource(Type, "a", "{ provisioner: a, reclaimPolicy: Delete }");
        var changed = old.Given("{ provisioner: a, reclaimPolicy: Retain }");

        Assert.Equal(StepKind.Replace, StepOf(old, old.Given("{ provisioner: b, reclaimPolicy: Retain }")).Kind);
        Assert.Equal(StepKind.Replace, StepOf(old, changed with { ReplaceOnChanges = ["reclaimPolicy"] }).Kind);
    }

    [Theory]
    [InlineData(true, true, StepKind.Refuse)]
    [InlineData(true, false, StepKind.Replace)]
    [InlineData(false, true, StepKind.Replace)]
    public void ReplacementOfWhatWasAndStaysProtectedIsRefused(bool was, bool stays, StepKind kind) =>
        Assert.Equal(
            kind,
            StepOf(
                Resource(Server, "a", "image: a") with { Protect = was },
                Resource(Server, "a", "image: b") with { Protect = stays }).Kind);

    [Fact]
    public void DeletionOfWhatWasProtectedIsRefused()
    {
        var step = PlanDiffer.Between(Of(Resource(Server, "a") with { Protect = true }), Of()).Step("a");

        Assert.Equal(StepKind.Refuse, step.Kind);
        Assert.Contains($"`pulumi state unprotect '{Urn(Server, "a")}'`", Assert.Single(step.Refusals), StringComparison.Ordinal);
    }

    [Fact]
    public void RetainedResourceIsNotDeleted()
    {
        var old = Resource(Server, "a", "image: a") with { RetainOnDelete = true };

        Assert.True(PlanDiffer.Between(Of(old), Of()).Step("a").IsRetained);
        Assert.True(StepOf(old, Resource(Server, "a", "image: b")).IsRetained);
        Assert.False(StepOf(old with { RetainOnDelete = false }, old.Given("image: b")).IsRetained);
    }

    [Fact]
    public void ResourceGoesWithTheOneItIsDeletedWith()
    {
        var (server, volume) = (Resource(Server, "server", "image: a"), Resource("hcloud:index/volume:Volume", "volume"));
        var with = volume with { DeletedWith = server.Urn };

        Assert.Equal(server.Urn, PlanDiffer.Between(Of(server, with), Of()).Step("volume").GoneWith);
        Assert.Equal(server.Urn, PlanDiffer.Between(Of(server, with), Of(Resource(Server, "server", "image: b"))).Step("volume").GoneWith);
        Assert.Null(PlanDiffer.Between(Of(server, with), Of(server)).Step("volume").GoneWith);
        Assert.Null(PlanDiffer.Between(Of(server, volume), Of()).Step("volume").GoneWith);
    }

    [Fact]
    public void SecretOfTwoNewResourcesIsListedOnce()
    {
        var (a, b) = (Resource(Server, "a", "image: a"), Resource(Server, "b", "image: a"));
        var command = Resource(Command, "command", "connection: '[secret]'") with
        {
            PropertyDependencies = new Dictionary<string, IReadOnlyList<string>> { ["connection"] = [a.Urn, b.Urn] },
            SecretInputs = ["connection"],
        };
        var diff = PlanDiffer.Between(Of(a, b, command), Of(a.Given("image: b"), b.Given("image: b"), command));

        Assert.Equal("connection", Assert.Single(diff.Step("command").Changes).Path);
    }

    [Fact]
    public void NothingGoesWithWhatIsDeletedBeforeItsReplacement()
    {
        var network = Resource(Network, "network", "{ name: a, ipRange: 10.0.0.0/16 }");
        var subnet = Resource(Subnet, "subnet", "{ networkId: 1 }").From(network, "networkId") with { DeletedWith = network.Urn };
        var route = Resource("hcloud:index/networkRoute:NetworkRoute", "route", "{ networkId: 1 }").From(network, "networkId") with
        {
            DeletedWith = subnet.Urn,
        };
        var diff = PlanDiffer.Between(
            Of(network, subnet, route), Of(network.Given("{ name: a, ipRange: 10.1.0.0/16 }"), subnet, route));

        Assert.Equal("network:Replace subnet:Replace route:Replace", diff.Kinds());
        Assert.Null(diff.Step("subnet").GoneWith);
        Assert.Equal(subnet.Urn, diff.Step("route").GoneWith);
    }

    [Fact]
    public void DragHonoursTheOptionsOfDependents()
    {
        var network = Resource(Network, "network", "{ name: a, ipRange: 10.0.0.0/16 }");
        var ignoring = Resource(Subnet, "ignoring", "{ networkId: 1 }").From(network, "networkId") with { IgnoreChanges = ["networkId"] };
        var server = Resource(Server, "server", "{ networks: [{ networkId: 1 }] }").From(network, "networks") with
        {
            ReplaceOnChanges = ["networks"],
        };
        var diff = PlanDiffer.Between(
            Of(network, ignoring, server), Of(network.Given("{ name: a, ipRange: 10.1.0.0/16 }"), ignoring, server));

        Assert.Equal("network:Replace ignoring:Same server:Replace", diff.Kinds());
        Assert.True(diff.Step("server").DeletesFirst);
    }

    [Fact]
    public void ChangedOptionsAreNoStep()
    {
        var old = Resource(Server, "a");
        var step = StepOf(old, old with { Protect = true, DependsOn = ["urn:x"], DeletedWith = "urn:y" });

        Assert.Equal(StepKind.Same, step.Kind);
        Assert.Equal(["dependsOn", "protect", "deletedWith"], step.Options.Select(option => option.Path));
    }

    [Fact]
    public void ComponentIsNeverUpdated()
    {
        var old = Resource("infra:x:Y", "a", "size: 1");
        var diff = PlanDiffer.Between(Of(old), Of(old.Given("size: 2"), Resource("infra:x:Y", "b")));

        Assert.Equal("a:Same b:Create", diff.Kinds());
    }

    [Fact]
    public void DeletionBeforeReplacementDragsThoseThatItReplaces()
    {
        var network = Resource(Network, "network", "{ name: a, ipRange: 10.0.0.0/16 }");
        var subnet = Resource(Subnet, "subnet", "{ networkId: 1, ipRange: 10.0.0.0/24 }").From(network, "networkId");
        var server = Resource(Server, "server", "{ networks: [{ networkId: 1 }] }").From(network, "networks");
        var command = Resource(Command, "command", "create: x") with { DependsOn = [network.Urn, subnet.Urn] };
        var diff = PlanDiffer.Between(
            Of(network, subnet, server, command),
            Of(network.Given("{ name: a, ipRange: 10.1.0.0/16 }"), subnet, server, command));

        Assert.Equal("network:Replace subnet:Replace server:Same command:Same", diff.Kinds());
        Assert.True(diff.Step("network").DeletesFirst);
        Assert.Null(diff.Step("network").ForcedBy);
        Assert.True(diff.Step("subnet").DeletesFirst);
        Assert.Equal(network.Urn, diff.Step("subnet").ForcedBy);
    }

    [Fact]
    public void DragFollowsTheChain()
    {
        var key = Resource("tls:index/privateKey:PrivateKey", "key", "algorithm: RSA") with { DeleteBeforeReplace = true };
        var request = Resource("tls:index/certRequest:CertRequest", "request", "privateKeyPem: '[secret]'").From(key, "privateKeyPem");
        var cert = Resource("tls:index/locallySignedCert:LocallySignedCert", "cert", "certRequestPem: -----BEGIN X-----")
            .From(request, "certRequestPem");
        var diff = PlanDiffer.Between(
            Of(key, request, cert), Of(key.Given("algorithm: ED25519"), request, cert));

        Assert.Equal("key:Replace request:Replace cert:Replace", diff.Kinds());
        Assert.Equal(key.Urn, diff.Step("cert").ForcedBy);
    }

    [Fact]
    public void DraggedResourceThatIsNoLongerDescribedIsDeletedForTheReplacement()
    {
        var network = Resource(Network, "network", "{ name: a, ipRange: 10.0.0.0/16 }");
        var subnet = Resource(Subnet, "subnet", "{ networkId: 1 }").From(network, "networkId");
        var step = PlanDiffer.Between(
            Of(network, subnet), Of(network.Given("{ name: a, ipRange: 10.1.0.0/16 }"))).Step("subnet");

        Assert.Equal(StepKind.Delete, step.Kind);
        Assert.Equal(network.Urn, step.ForcedBy);
    }

    [Fact]
    public void ProtectedDependentStopsTheReplacement()
    {
        var network = Resource(Network, "network", "{ name: a, ipRange: 10.0.0.0/16 }");
        var subnet = Resource(Subnet, "subnet", "{ networkId: 1 }").From(network, "networkId") with { Protect = true };
        var step = PlanDiffer.Between(
            Of(network, subnet), Of(network.Given("{ name: a, ipRange: 10.1.0.0/16 }"), subnet)).Step("subnet");

        Assert.Equal(StepKind.Refuse, step.Kind);
        Assert.Contains("before network is replaced", Assert.Single(step.Refusals), StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownMetadataDoesNotDragKubernetesObjects()
    {
        const string Binding = "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding";
        var space = Resource("kubernetes:core/v1:Namespace", "space", "metadata: { name: a }") with
        {
            ReplaceOnChanges = ["metadata.labels"],
            DeleteBeforeReplace = true,
        };
        var config = Resource(Config, "config", "{ metadata: { name: c, namespace: a }, data: { a: b } }").From(space, "metadata");
        var roles = Resource(Binding, "roles", "{ metadata: { name: r }, roleRef: { name: a } }").From(space, "roleRef");
        var diff = PlanDiffer.Between(
            Of(space, config, roles),
            Of(space.Given("metadata: { name: a, labels: { x: y } }"), config, roles));

        Assert.Equal("space:Replace config:Same roles:Replace", diff.Kinds());
    }

    [Fact]
    public void IdOfAReplacedResourceIsUnknown()
    {
        var network = Resource(Network, "network", "ipRange: 10.0.0.0/16");
        var id = Infra.Preview.Recording.ComputedValues.Id(Network, "network");
        var subnet = Resource(Subnet, "subnet", $"{{ networkId: {id}, ipRange: 10.0.0.0/24 }}").From(network, "networkId");
        var diff = PlanDiffer.Between(
            Of(network, subnet), Of(network.Given("ipRange: 10.1.0.0/16"), subnet));

        Assert.Equal("network:Replace subnet:Replace", diff.Kinds());
        Assert.Equal(PlanValue.UnknownText, Assert.Single(diff.Step("subnet").Changes).New!.Text);
        Assert.Equal(network.Urn, diff.Step("subnet").ForcedBy);
        Assert.False(diff.Step("subnet").DeletesFirst);
    }

    [Fact]
    public void IdOfADeployedResourceIsUnknownOnceItIsReplaced()
    {
        var network = Resource(Network, "network", "ipRange: 10.0.0.0/16");
        var subnet = Resource(Subnet, "subnet", "{ networkId: 4711815, ipRange: 10.0.0.0/24 }").From(network, "networkId");
        var diff = PlanDiffer.Between(
            Of(network, subnet), Of(network.Given("ipRange: 10.1.0.0/16"), subnet));

        Assert.Equal("network:Replace subnet:Replace", diff.Kinds());
    }

    [Fact]
    public void InputOfAReplacedResourceIsKnown()
    {
        var network = Resource(Network, "network", "{ name: mine, ipRange: 10.0.0.0/16 }") with { DeleteBeforeReplace = false };
        var server = Resource(Server, "server", "labels: { network: mine }").From(network, "labels");
        var diff = PlanDiffer.Between(
            Of(network, server), Of(network.Given("{ name: mine, ipRange: 10.1.0.0/16 }"), server));

        Assert.Equal("network:Replace server:Same", diff.Kinds());
    }

    [Fact]
    public void SecretFromAReplacedResourceCountsAsChanged()
    {
        const string Type = "random:index/randomPassword:RandomPassword";
        var password = Resource(Type, "password", "length: 20");
        const string Inputs = "{ metadata: { name: a }, stringData: { p: '[secret]', q: x } }";
        var secret = Resource("kubernetes:core/v1:Secret", "secret", Inputs).From(password, "stringData") with
        {
            SecretInputs = ["stringData.p"],
            SecretDigests = new Dictionary<string, string>(StringComparer.Ordinal) { ["stringData.p"] = "1" },
        };
        var diff = PlanDiffer.Between(Of(password, secret), Of(password.Given("length: 30"), secret));

        var change = Assert.Single(diff.Step("secret").Changes);
        Assert.Equal("stringData.p", change.Path);
        Assert.True(change.IsSecret);
        Assert.Equal(StepKind.Replace, diff.Step("secret").Kind);
    }

    [Fact]
    public void OutputOfACommandThatRunsAgainIsUnknown()
    {
        var first = Resource(Command, "first", "create: a");
        var second = Resource(Command, "second", "stdin: 'x [output of first]'").From(first, "stdin");
        var other = Resource(Command, "other", "create: first-id").From(first, "create");
        var diff = PlanDiffer.Between(Of(first, second, other), Of(first.Given("create: b"), second, other));

        Assert.Equal("first:Update second:Update other:Same", diff.Kinds());
        Assert.Equal(first.Urn, diff.Step("second").ForcedBy);
    }

    [Fact]
    public void ReplacedProviderReplacesWhatItServes()
    {
        var provider = Resource(Kubernetes, "cluster", "kubeconfig: a");
        var config = Resource(Config, "config", "metadata: { name: a }") with { Provider = provider.Urn };
        var diff = PlanDiffer.Between(Of(provider, config), Of(provider.Given("kubeconfig: b"), config));

        Assert.Equal("cluster:Replace config:Replace", diff.Kinds());
        Assert.Equal(provider.Urn, diff.Step("config").ForcedBy);
        Assert.False(diff.Step("config").DeletesFirst);
    }

    [Fact]
    public void ProviderThatIsDeletedFirstDragsWhatItServes()
    {
        var provider = Resource(Kubernetes, "cluster", "kubeconfig: a") with { DeleteBeforeReplace = true };
        var config = Resource(Config, "config", "metadata: { name: a }") with { Provider = provider.Urn };
        var diff = PlanDiffer.Between(Of(provider, config), Of(provider.Given("kubeconfig: b"), config));

        Assert.Equal("cluster:Replace config:Replace", diff.Kinds());
        Assert.True(diff.Step("config").DeletesFirst);
    }

    [Fact]
    public void ClusterIdentifierKeepsTheProvider()
    {
        var provider = Resource(Kubernetes, "cluster", "{ kubeconfig: a, clusterIdentifier: x }");
        var config = Resource(Config, "config", "metadata: { name: a }") with { Provider = provider.Urn };
        var diff = PlanDiffer.Between(
            Of(provider, config), Of(provider.Given("{ kubeconfig: b, clusterIdentifier: x }"), config));

        Assert.Equal("cluster:Update config:Same", diff.Kinds());
    }

    [Theory]
    [InlineData("{ kubeconfig: a }", "{ kubeconfig: a }", StepKind.Same)]
    [InlineData("{ kubeconfig: a }", "{ kubeconfig: b }", StepKind.Replace)]
    public void OtherProviderReplacesIfTheProviderSaysSo(string old, string inputs, StepKind kind)
    {
        var (one, other) = (Resource(Kubernetes, "one", old), Resource(Kubernetes, "other", inputs));
        var config = Resource(Config, "config", "metadata: { name: a }");
        var diff = PlanDiffer.Between(Of(one, config with { Provider = one.Urn }), Of(other, config with { Provider = other.Urn }));

        Assert.Equal(kind, diff.Step("config").Kind);
    }

    [Fact]
    public void ProviderWithAnAliasStaysTheSame()
    {
        var one = Resource(Kubernetes, "one", "kubeconfig: a");
        var other = Resource(Kubernetes, "other", "kubeconfig: a") with { Aliases = [one.Urn] };
        var config = Resource(Config, "config", "metadata: { name: a }");
        var diff = PlanDiffer.Between(Of(one, config with { Provider = one.Urn }), Of(other, config with { Provider = other.Urn }));

        Assert.Equal("other:Move config:Same", diff.Kinds());
    }

    [Fact]
    public void DefaultProvidersOfOnePackageAreTheSame()
    {
        var server = Resource(Server, "a", "name: a");

        Assert.Equal(StepKind.Same, StepOf(server, server with { Provider = Urn("pulumi:providers:hcloud", "default_1_39_1") }).Kind);
    }

    [Fact]
    public void UnknownValueCountsAsChanged() =>
        Assert.Equal(
            StepKind.Replace,
            StepOf(Resource(Subnet, "a", "networkId: 1"), Resource(Subnet, "a", $"networkId: '{PlanValue.UnknownText}'")).Kind);

    [Fact]
    public void StepsFollowTheNewPlanAndDeletionsTheOld()
    {
        var (a, b, c, d) = (Resource(Server, "a"), Resource(Server, "b"), Resource(Server, "c"), Resource(Server, "d"));

        Assert.Equal("d:Create b:Same a:Delete c:Delete", PlanDiffer.Between(Of(a, b, c), Of(d with { DependsOn = [b.Urn] }, b)).Kinds());
    }

    [Fact]
    public void SecretsWithoutDigestsAreCounted()
    {
        var secret = Resource("kubernetes:core/v1:Secret", "a", "stringData: { p: '[secret]' }") with { SecretInputs = ["stringData"] };
        var diff = PlanDiffer.Between(Of(secret), Of(secret));

        Assert.Equal(1, diff.UncomparedSecrets);
        Assert.True(diff.IsEmpty);
    }
}
