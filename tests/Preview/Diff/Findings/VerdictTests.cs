using Infra.Preview.Diff;
using Infra.Preview.Graph;
using Infra.Tests.Support;
using Infra.Tests.Systems;
using static Infra.Tests.Preview.Diff.DiffPlans;

namespace Infra.Tests.Preview.Diff.Findings;

public sealed class VerdictTests
{
    private const string Claim = "kubernetes:core/v1:PersistentVolumeClaim";
    private const string Postgres = "kubernetes:postgresql.cnpg.io/v1:Cluster";
    private const string Deployment = "kubernetes:apps/v1:Deployment";
    private const string StatefulSet = "kubernetes:apps/v1:StatefulSet";
    private const string DaemonSet = "kubernetes:apps/v1:DaemonSet";
    private const string Release = "kubernetes:helm.sh/v3:Release";
    private const string StorageClass = "kubernetes:storage.k8s.io/v1:StorageClass";
    private const string Secret = "kubernetes:core/v1:Secret";
    private const string Password = "random:index/randomPassword:RandomPassword";

    public static TheoryData<string> Stacks() => [.. FrozenSystems.Stacks];

    /// <summary>Type, former inputs, new inputs, and the findings; inputs that are null mean that the resource is not there.</summary>
    public static TheoryData<string, string?, string?, string[]> Changes() => new()
    {
        // Refused.
        {
            "kubernetes:storage.k8s.io/v1:StorageClass", "metadata: {name: a}\nreclaimPolicy: Retain",
            "metadata: {name: a}\nreclaimPolicy: Delete",
            ["Danger Refused: StorageClass a: reclaimPolicy: the API refuses this change"]
        },
        {
            "kubernetes:storage.k8s.io/v1:StorageClass", "metadata: {name: a}\nallowVolumeExpansion: true",
            "metadata: {name: a}\nallowVolumeExpansion: false", []
        },

        // Data.
        {
            Claim, "metadata: {name: a, namespace: n}", null,
            ["Danger Data: PersistentVolumeClaim n/a is deleted: its volume goes with it"]
        },
        { Claim, null, "metadata: {name: a, namespace: n}", [] },
        {
            Postgres, "metadata: {name: a, namespace: n}", null,
            ["Danger Data: Cluster n/a is deleted: all its databases and volumes go with it"]
        },
        {
            "kubernetes:postgresql.cnpg.io/v1:Database", "metadata: {name: a, namespace: n}\nspec: {databaseReclaimPolicy: delete}", null,
            ["Danger Data: Database n/a is deleted: the database and its tables are dropped"]
        },
        {
            "kubernetes:postgresql.cnpg.io/v1:Database", "metadata: {name: a, namespace: n}", null,
            ["Caution Data: Database n/a is deleted; its data stays without an owner (spec.databaseReclaimPolicy retain)"]
        },
        {
            StatefulSet, "metadata: {name: redis, namespace: n}\nspec: {volumeClaimTemplates: [{metadata: {name: data}}]}", null,
            [
                "Caution Data: StatefulSet n/redis is deleted; its data stays without an owner (claims of a StatefulSet stay)",
                "Caution Downtime: StatefulSet n/redis is deleted with its pods",
            ]
        },
        {
            "hcloud:index/volume:Volume", "name: data\nsize: 10\nlocation: nbg1", "name: data\nsize: 10\nlocation: fsn1",
            ["Danger Data: Volume data is replaced: the disk and all that is on it are gone at once"]
        },
        {
            "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition", "metadata: {name: things.example.org}", null,
            ["Danger Data: CustomResourceDefinition things.example.org is deleted: every object of the kind in the cluster goes with it"]
        },
        {
            Release, "chart: longhorn\nname: longhorn\nnamespace: l", null,
            [
                "Danger Data: Release l/longhorn is deleted: every volume of Longhorn goes with it",
                "Caution Downtime: chart longhorn is uninstalled, and what it does stops",
            ]
        },
        {
            Release, "chart: sealed-secrets\nname: s\nnamespace: k", null,
            [
                "Caution Data: Release k/s is deleted: no sealed secret is opened without it and its keys",
                "Caution Downtime: chart sealed-secrets is uninstalled, and what it does stops",
            ]
        },
        {
            Password, "length: 10", "length: 12",
            [
                "Danger Data: RandomPassword one is generated again: what was set up or encrypted with the former password does not accept "
                    + "another",
            ]
        },
        { Password, "length: 10", null, ["Caution Data: RandomPassword one is deleted; nothing that stays had it"] },
        { Password, null, "length: 10", [] },
        {
            "kubernetes:core/v1:Secret", "metadata: {name: r, namespace: n}\nstringData: {rclone.conf: a}",
            "metadata: {name: r, namespace: n}\nstringData: {rclone.conf: b}",
            ["Caution Data: Secret n/r: rclone.conf changes; copies encrypted with the former keys are unreadable without them"]
        },
        {
            "kubernetes:core/v1:Secret", "metadata: {name: r, namespace: n}\nstringData: {rclone.conf: a, other: a}",
            "metadata: {name: r, namespace: n}\nstringData: {rclone.conf: a, other: b}", []
        },

        {
            StorageClass, "metadata: {name: a}\nparameters: {numberOfReplicas: '2'}",
            "metadata: {name: a}\nparameters: {numberOfReplicas: '1'}",
            ["Caution Data: StorageClass a: its new volumes get 1 copy instead of 2 copies: the loss of a disk loses them"]
        },
        {
            StorageClass, "metadata: {name: a}\nparameters: {numberOfReplicas: '3'}",
            "metadata: {name: a}\nparameters: {numberOfReplicas: '2'}",
            ["Note Data: StorageClass a: its new volumes get 2 copies instead of 3 copies"]
        },
        {
            StorageClass, "metadata: {name: a}\nparameters: {numberOfReplicas: '1'}",
            "metadata: {name: a}\nparameters: {numberOfReplicas: '2'}", []
        },
        {
            Release, Longhorn("1.12.1", "defaultDataPath: /a"), Longhorn("1.12.1", "defaultDataPath: /b"),
            [
                "Danger Data: Longhorn keeps the disks that it has, with their replicas, at /a, and uses /b on new nodes alone",
                "Note Downtime: chart longhorn gets other values; the pods that they concern restart",
            ]
        },
        {
            Release, Longhorn("1.12.1", "defaultReplicaCount: 2"), Longhorn("1.12.1", "defaultReplicaCount: 1"),
            [
                "Caution Data: new volumes of Longhorn whose class names no number get 1 copy instead of 2 copies: the loss of a disk "
                    + "loses them",
                "Note Downtime: chart longhorn gets other values; the pods that they concern restart",
            ]
        },
        {
            Release, Longhorn("1.12.1", "storageMinimalAvailablePercentage: 10"),
            Longhorn("1.12.1", "storageMinimalAvailablePercentage: 25"),
            [
                "Caution Data: Longhorn keeps 25 % of each disk free instead of 10 %: on a disk with less it places and rebuilds no "
                    + "replicas",
                "Note Downtime: chart longhorn gets other values; the pods that they concern restart",
            ]
        },
        {
            Release, Longhorn("1.12.1", "storageMinimalAvailablePercentage: 25, defaultReplicaCount: 1"),
            Longhorn("1.12.1", "storageMinimalAvailablePercentage: 10, defaultReplicaCount: 2"),
            ["Note Downtime: chart longhorn gets other values; the pods that they concern restart"]
        },
        {
            "kubernetes:postgresql.cnpg.io/v1:Database", "metadata: {name: a, namespace: n}\nspec: {owner: old}",
            "metadata: {name: a, namespace: n}\nspec: {owner: new}",
            ["Danger Data: Database n/a goes from old to new: the tables in it stay with old, and new may not read them"]
        },
        {
            "kubernetes:postgresql.cnpg.io/v1:Database", "metadata: {name: a, namespace: n}\nspec: {owner: o}",
            "metadata: {name: a, namespace: n}\nspec: {owner: o, extensions: [{name: hstore}]}", []
        },
        {
            Secret, "metadata: {name: db, namespace: n}\nstringData: {host: h, name: d, username: old}",
            "metadata: {name: db, namespace: n}\nstringData: {host: h, name: d, username: new}",
            [
                "Caution Data: apps log in to their database as another user: Secret n/db; the former user stays on the server with its "
                    + "rights",
            ]
        },
        {
            Secret, "metadata: {name: db, namespace: n}\nstringData: {host: h, name: d, username: same}",
            "metadata: {name: db, namespace: n}\nstringData: {host: i, name: d, username: same}", []
        },

        // Backups.
        {
            "kubernetes:barmancloud.cnpg.io/v1:ObjectStore", "metadata: {name: a, namespace: n}\nspec: {retentionPolicy: 30d}",
            "metadata: {name: a, namespace: n}\nspec: {retentionPolicy: 7d}",
            ["Caution Data: ObjectStore n/a: spec.retentionPolicy falls from 30d to 7d, and older backups are removed"]
        },
        {
            "kubernetes:barmancloud.cnpg.io/v1:ObjectStore", "metadata: {name: a, namespace: n}\nspec: {retentionPolicy: 7d}",
            "metadata: {name: a, namespace: n}\nspec: {retentionPolicy: 30d}", []
        },
        {
            "kubernetes:barmancloud.cnpg.io/v1:ObjectStore",
            "metadata: {name: a, namespace: n}\nspec: {configuration: {destinationPath: 's3://a'}}",
            "metadata: {name: a, namespace: n}\nspec: {configuration: {destinationPath: 's3://b'}}",
            ["Caution Data: ObjectStore n/a: backups go to another place (s3://a -> s3://b), and the former ones are not found there"]
        },
        {
            "kubernetes:velero.io/v1:Schedule", "metadata: {name: a, namespace: n}\nspec: {template: {ttl: 720h0m0s}}",
            "metadata: {name: a, namespace: n}\nspec: {paused: true, template: {ttl: 168h0m0s}}",
            [
                "Caution Data: Schedule n/a: spec.template.ttl falls from 720h0m0s to 168h0m0s, and older backups are removed",
                "Caution Data: Schedule n/a is suspended: no more backups are made by it",
            ]
        },
        {
            "kubernetes:longhorn.io/v1beta2:RecurringJob", "metadata: {name: a, namespace: n}\nspec: {task: backup, retain: 30}", null,
            ["Caution Data: RecurringJob n/a is deleted: no more backups are made by it, and nobody removes or restores its former ones"]
        },
        { "kubernetes:longhorn.io/v1beta2:RecurringJob", "metadata: {name: a, namespace: n}\nspec: {task: snapshot}", null, [] },
        {
            Release, "chart: a\nvalues: {configuration: {backupStorageLocation: [{name: x, bucket: b, prefix: p}]}}",
            "chart: a\nvalues: {configuration: {backupStorageLocation: [{name: y, bucket: c}, {name: x, bucket: b, prefix: q}]}}",
            [
                "Caution Data: Release one: backups go to another place (b/p -> b/q), and the former ones are not found there",
                "Note Downtime: chart a gets other values; the pods that they concern restart",
            ]
        },
        {
            "kubernetes:core/v1:Secret", "metadata: {name: a, namespace: n}\nstringData: {etcd-s3-folder: a, etcd-s3-retention: '3'}",
            "metadata: {name: a, namespace: n}\nstringData: {etcd-s3-folder: a, etcd-s3-retention: '4'}", []
        },

        // Primary.
        {
            Postgres, "metadata: {name: a, namespace: n}\nspec: {instances: 3, imageName: 'postgres:16'}",
            "metadata: {name: a, namespace: n}\nspec: {instances: 3, imageName: 'postgres:17'}",
            ["Caution Primary: Cluster n/a: its 3 instances restart one after another (imageName); then a replica becomes the primary"]
        },
        {
            Postgres,
            "metadata: {name: a, namespace: n}\nspec: {instances: 1, postgresql: {parameters: {shared_buffers: 1GB, work_mem: 1MB}}}",
            "metadata: {name: a, namespace: n}\nspec: {instances: 1, postgresql: {parameters: {shared_buffers: 2GB, work_mem: 1MB}}}",
            ["Caution Primary: Cluster n/a: its only instance restarts (shared_buffers), and its databases do not answer until it is back"]
        },
        {
            Postgres, "metadata: {name: a, namespace: n}\nspec: {instances: 1, postgresql: {parameters: {work_mem: 1MB}}}",
            "metadata: {name: a, namespace: n}\nspec: {instances: 1, postgresql: {parameters: {work_mem: 2MB}}}", []
        },
        {
            Postgres, "metadata: {name: a, namespace: n}\nspec: {instances: 3, primaryUpdateMethod: restart, imageName: 'postgres:16'}",
            "metadata: {name: a, namespace: n}\nspec: {instances: 3, primaryUpdateMethod: restart, imageName: 'postgres:17'}",
            [
                "Caution Primary: Cluster n/a: its 3 instances restart one after another (imageName); the primary restarts in place, "
                    + "the last",
            ]
        },
        {
            "kubernetes:helm.sh/v3:Release", "chart: cloudnative-pg\nversion: 0.26.0", "chart: cloudnative-pg\nversion: 0.27.0",
            [
                "Caution Primary: the operator cloudnative-pg is upgraded, which restarts the instances of every server of its kind, the "
                    + "primaries last",
                "Note Downtime: chart cloudnative-pg goes from 0.26.0 to 0.27.0, and its pods restart",
            ]
        },
        {
            "kubernetes:helm.sh/v3:Release",
            "chart: cloudnative-pg\nversion: 0.26.0\nvalues: {config: {data: {ENABLE_INSTANCE_MANAGER_INPLACE_UPDATES: 'true'}}}",
            "chart: cloudnative-pg\nversion: 0.27.0\nvalues: {config: {data: {ENABLE_INSTANCE_MANAGER_INPLACE_UPDATES: 'true'}}}",
            ["Note Downtime: chart cloudnative-pg goes from 0.26.0 to 0.27.0, and its pods restart"]
        },
        {
            Postgres, "metadata: {name: a, namespace: n}\nspec: {instances: 3}", "metadata: {name: a, namespace: n}\nspec: {instances: 1}",
            ["Caution Primary: Cluster n/a has 1 instance instead of 3 instances: nothing takes over when it fails"]
        },
        {
            "kubernetes:pxc.percona.com/v1:PerconaXtraDBCluster", "metadata: {name: a, namespace: n}\nspec: {pxc: {size: 3, image: 'p:1'}}",
            "metadata: {name: a, namespace: n}\nspec: {pxc: {size: 3, image: 'p:2'}}",
            [
                "Caution Primary: PerconaXtraDBCluster n/a: its 3 instances restart one after another (pxc.image); the one "
                    + "that takes the writes is the last",
            ]
        },

        {
            "kubernetes:pxc.percona.com/v1:PerconaXtraDBCluster",
            "metadata: {name: a, namespace: n}\nspec: {pxc: {size: 3}, haproxy: {size: 3, image: 'h:1'}}",
            "metadata: {name: a, namespace: n}\nspec: {pxc: {size: 3}, haproxy: {size: 2, image: 'h:1'}}", []
        },

        // Downtime.
        {
            Deployment, Workload("strategy: {type: Recreate}", "a"), Workload("strategy: {type: Recreate}", "b"),
            ["Caution Downtime: Deployment n/a stops all its pods before the new ones start (Recreate)"]
        },
        {
            Deployment, Workload("replicas: 1", "a"), Workload("replicas: 1", "b"),
            ["Note Downtime: Deployment n/a has one replica: the former pod ends once the new one is ready, with its connections"]
        },
        { Deployment, Workload("replicas: 3", "a"), Workload("replicas: 3", "b"), [] },
        { Deployment, Workload("replicas: 3", "a"), Workload("replicas: 2", "a"), [] },
        {
            Deployment, Workload("replicas: 3", "a"), Workload("replicas: 0", "a"),
            ["Caution Downtime: Deployment n/a has no replicas anymore: it is off"]
        },
        {
            StatefulSet, Workload("replicas: 1", "a"), Workload("replicas: 1", "b"),
            ["Caution Downtime: StatefulSet n/a has one pod, which ends before the new one starts"]
        },
        { StatefulSet, Workload("replicas: 2", "a"), Workload("replicas: 2", "b"), [] },
        {
            DaemonSet, Workload("minReadySeconds: 1", "a", "hostNetwork: true, "),
            Workload("minReadySeconds: 1", "b", "hostNetwork: true, "),
            ["Caution Downtime: DaemonSet n/a restarts on one node after another, and cuts the connections to each"]
        },
        { DaemonSet, Workload("minReadySeconds: 1", "a"), Workload("minReadySeconds: 1", "b"), [] },
        {
            Release, "chart: c\nname: c\nversion: 1.2.0", "chart: c\nname: c\nversion: 2.0.0",
            ["Caution Downtime: chart c goes from 1.2.0 to 2.0.0, and its pods restart"]
        },
        {
            Release, "chart: c\nname: c\nversion: 1.2.0", "chart: c\nname: c\nversion: 1.3.0",
            ["Note Downtime: chart c goes from 1.2.0 to 1.3.0, and its pods restart"]
        },
        {
            Release, "chart: c\nname: c\nversion: v1.10.0", "chart: c\nname: c\nversion: v1.9.2",
            [
                "Caution Downtime: chart c goes back from v1.10.0 to v1.9.2, and its pods restart; what the newer one stored may be "
                    + "unreadable to it",
            ]
        },
        {
            Release, Longhorn("1.12.1", "a: b"), Longhorn("1.11.0", "a: b"),
            ["Danger Refused: Longhorn 1.12.1 is installed and cannot be downgraded to 1.11.0"]
        },
        {
            Release, Longhorn("1.10.1", ""), Longhorn("1.12.0", ""),
            ["Danger Refused: Longhorn 1.10.1 is installed and cannot be upgraded to 1.12.0: one minor version at a time"]
        },
        {
            Release, Longhorn("1.11.0", ""), Longhorn("1.12.1", ""),
            ["Note Downtime: chart longhorn goes from 1.11.0 to 1.12.1, and its pods restart"]
        },
        {
            "kubernetes:helm.cattle.io/v1:HelmChartConfig", "metadata: {name: traefik, namespace: k}\nspec: {valuesContent: 'a: 1'}",
            "metadata: {name: traefik, namespace: k}\nspec: {valuesContent: 'hostNetwork: true'}",
            [
                "Caution Downtime: Traefik gets other settings and restarts on one node after another, on the ports of the "
                    + "node itself: open connections are cut",
            ]
        },

        // Addresses.
        {
            "hcloud:index/primaryIp:PrimaryIp", "name: a\ntype: ipv6", null,
            ["Caution Addresses: PrimaryIp a is deleted: DNS records and allow lists that name its address have to follow"]
        },
        {
            "kubernetes:traefik.io/v1alpha1:IngressRoute", Route("a.org", "web"), Route("b.org", "web"),
            ["Caution Addresses: no longer published: a.org; requests to it get 404", "Note Addresses: newly published: b.org"]
        },
        {
            "kubernetes:traefik.io/v1alpha1:IngressRoute", Route("a.org", "web"), Route("a.org", "shop"),
            ["Caution Addresses: a.org leads to n/shop instead of n/web"]
        },
        {
            "kubernetes:traefik.io/v1alpha1:TraefikService", Shares(70, 30), Shares(50, 50),
            ["Caution Addresses: requests to n/www are shared otherwise: blue 70, green 30 -> blue 50, green 50"]
        },
        {
            "kubernetes:cert-manager.io/v1:Certificate", Certificate("a.org"), Certificate("b.org"),
            ["Note Addresses: new certificates: b.org"]
        },
        {
            "kubernetes:cert-manager.io/v1:Certificate", Certificate("a.org"), null,
            ["Caution Addresses: certificates no longer renewed: a.org"]
        },
        {
            "hcloud:index/firewall:Firewall", Firewall("22", "192.0.2.0/24"), Firewall("22", "192.0.2.0/24, 198.51.100.0/24"),
            ["Caution Addresses: the firewall opens tcp/22 (SSH) to 198.51.100.0/24"]
        },
        {
            "hcloud:index/firewall:Firewall", Firewall("8080", "192.0.2.0/24"), Firewall("8080", "192.0.2.0/24, 198.51.100.0/24"),
            ["Note Addresses: the firewall opens tcp/8080 to 198.51.100.0/24"]
        },
        {
            "hcloud:index/firewall:Firewall", Firewall("80", "0.0.0.0/0"), Firewall("443", "0.0.0.0/0"),
            ["Caution Addresses: the firewall opens tcp/443 to 0.0.0.0/0", "Caution Addresses: the firewall closes tcp/80 to everyone"]
        },
        {
            "kubernetes:networking.k8s.io/v1:NetworkPolicy", "metadata: {name: deny, namespace: n}\nspec: {podSelector: {}}", null,
            ["Caution Addresses: network policies that deny by default are removed: n/deny; their pods may talk to everyone"]
        },
        {
            "kubernetes:networking.k8s.io/v1:NetworkPolicy", "metadata: {name: web, namespace: n}\nspec: {ingress: [{}]}", null,
            ["Note Addresses: connections that are no longer allowed: n/web"]
        },

        // Money.
        {
            "hcloud:index/volume:Volume", "name: data\nsize: 100\nlocation: nbg1", "name: data\nsize: 200\nlocation: nbg1",
            [
                "Caution Data: Volume data grows from 100 to 200 GB, but the file system in it keeps its size",
                "Caution Money: cost, EUR a month without VAT: 5.72 -> 11.44, +5.72",
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void ChangeHasItsFindings(string type, string? old, string? now, string[] findings) =>
        Assert.Equal(findings, Judged.Lines(type, old, now));

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task UnchangedStackHasNone(string stack)
    {
        var plan = await Plans.OfAsync(stack);
        Assert.Empty(Judged.Lines(plan, plan));
    }

    [Fact]
    public void NewStackHasNoCautions()
    {
        var claim = Resource(Claim, "data", "metadata: {name: data, namespace: n}");
        Assert.Empty(Judged.Lines(Of(), Of(claim)));
    }

    [Fact]
    public void GravestFindingIsFirst()
    {
        var claim = Resource(Claim, "data", "metadata: {name: data, namespace: n}");
        var workload = Resource(Deployment, "web", Workload("replicas: 1", "a"));
        var verdict = Verdict.Of(PlanDiffer.Between(Of(workload, claim), Of(workload.Given(Workload("replicas: 1", "b")))));
        Assert.Equal(FindingLevel.Danger, verdict.Level);
        Assert.Equal([FindingTopic.Data, FindingTopic.Downtime], verdict.Findings.Select(finding => finding.Topic));
    }

    [Fact]
    public void RetainedClaimIsACaution()
    {
        var claim = Resource(Claim, "data", "metadata: {name: data, namespace: n}").With("RetainOnDelete", true);
        Assert.Equal(
            [
                "Caution Data: PersistentVolumeClaim n/data is no longer described; the real one stays (retainOnDelete), and nobody "
                    + "looks after it",
            ],
            Judged.Lines(Of(claim), Of()));
    }

    [Fact]
    public void VolumeOfARetainingClassStays() => Assert.Equal(
        ["Caution Data: PersistentVolumeClaim n/a is deleted; its data stays without an owner (reclaimPolicy Retain of its class)"],
        Judged.Lines(
            Claim,
            "metadata: {name: a, namespace: n}\nspec: {storageClassName: kept}",
            null,
            Resource("kubernetes:storage.k8s.io/v1:StorageClass", "kept", "metadata: {name: kept}\nreclaimPolicy: Retain")));

    [Fact]
    public void ClassThatDeletesItsNewVolumesIsADangerWhereItIsUsed()
    {
        static PlanResource Class(string policy) =>
            Resource(StorageClass, "kept", $"metadata: {{name: kept}}\nreclaimPolicy: {policy}") with
            {
                ReplaceOnChanges = ["reclaimPolicy"],
                DeleteBeforeReplace = true,
            };
        var claim = Resource(Claim, "data", "metadata: {name: data, namespace: n}\nspec: {storageClassName: kept}");
        const string Words = "StorageClass kept: reclaimPolicy goes from Retain to Delete, so that a new volume goes with its claim; "
            + "existing ones keep theirs";
        Assert.Equal(
            [$"Danger Data: {Words} (PersistentVolumeClaim n/data)"], Judged.Lines(Of(Class("Retain"), claim), Of(Class("Delete"), claim)));
        Assert.Equal([$"Caution Data: {Words}"], Judged.Lines(Of(Class("Retain")), Of(Class("Delete"))));
        Assert.Empty(Judged.Lines(Of(Class("Delete"), claim), Of(Class("Retain"), claim)));
    }

    [Fact]
    public void NamespaceTakesItsDataWithIt()
    {
        var space = Resource("kubernetes:core/v1:Namespace", "n", "metadata: {name: n}");
        var server = Resource(Postgres, "db", "metadata: {name: db, namespace: n}").With("DeletedWith", space.Urn);
        Assert.Equal(
            [
                "Danger Data: Namespace n is deleted: with it goes Cluster n/db",
                "Danger Data: Cluster n/db is deleted with n: all its databases and volumes go with it",
            ],
            Judged.Lines(Of(space, server), Of()).Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public void PasswordThatIsStillUsedIsADanger()
    {
        var password = Resource(Password, "password", "length: 10");
        var user = Resource("kubernetes:core/v1:Secret", "user", "metadata: {name: u}\nstringData: {a: b}");
        Assert.Equal(
            [
                "Danger Data: RandomPassword password is deleted: what was set up or encrypted with the former password does not accept "
                    + "another (user)",
            ],
            Judged.Lines(Of(password, user.From(password, "stringData")), Of(user)));
    }

    [Fact]
    public void EndOfAProtectionIsACaution()
    {
        var claim = Resource(Claim, "data", "metadata: {name: data, namespace: n}");
        var guarded = claim.With("Protect", true);
        Assert.Equal(
            ["Caution Protection: the protection against deletion ends: PersistentVolumeClaim n/data"],
            Judged.Lines(Of(guarded), Of(claim)));
        Assert.Empty(Judged.Lines(Of(claim), Of(guarded)));
    }

    [Fact]
    public void EndOfRetentionIsACaution()
    {
        var claim = Resource(Claim, "data", "metadata: {name: data, namespace: n}");
        var kept = claim.With("RetainOnDelete", true);
        Assert.Equal(
            ["Caution Protection: no longer kept when deleted (retainOnDelete): PersistentVolumeClaim n/data"],
            Judged.Lines(Of(kept), Of(claim)));
        Assert.Empty(Judged.Lines(Of(claim), Of(kept)));
    }

    [Fact]
    public void ProtectedResourceIsRefused() => Assert.StartsWith(
        "Danger Refused: PersistentVolumeClaim n/data: data is protected and is no longer described",
        Judged.Lines(Of(Resource(Claim, "data", "metadata: {name: data, namespace: n}").With("Protect", true)), Of())[0],
        StringComparison.Ordinal);

    [Fact]
    public void ProtectedServerAtHetznerIsADangerWhenItGoes() => Assert.Contains(
        "Danger Protection: Server a was protected and is deleted",
        Judged.Lines("hcloud:index/server:Server", "name: a\nserverType: cx33\nlocation: nbg1\ndeleteProtection: true", null));

    [Fact]
    public void ClaimThatOneNodeMountsBlocksANewPod()
    {
        var claim = Resource(Claim, "data", "metadata: {name: data, namespace: n}\nspec: {accessModes: [ReadWriteOnce]}");
        const string Volumes = "volumes: [{name: d, persistentVolumeClaim: {claimName: data}}], ";
        Assert.Equal(
            [
                "Caution Downtime: Deployment n/a mounts n/data, which one node may mount: the new pod waits for the former one, and on "
                    + "another node it never starts",
            ],
            Judged.Lines(Deployment, Workload("replicas: 1", "a", Volumes), Workload("replicas: 1", "b", Volumes), claim));
        Assert.StartsWith(
            "Note Downtime: Deployment n/a has one replica",
            Assert.Single(Judged.Lines(
                Deployment,
                Workload("replicas: 1", "a", Volumes),
                Workload("replicas: 1", "b", Volumes),
                claim.Given("metadata: {name: data, namespace: n}\nspec: {accessModes: [ReadWriteMany]}"))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void JobThatIsReplacedRunsAgain() => Assert.Equal(
        ["Note Downtime: Job n/a runs again"],
        Judged.Lines("kubernetes:batch/v1:Job", Workload("backoffLimit: 1", "a"), Workload("backoffLimit: 1", "b")));

    private static string Workload(string spec, string image, string pod = "") =>
        $"metadata: {{name: a, namespace: n}}\nspec:\n  {spec}\n"
        + $"  selector: {{matchLabels: {{a: b}}}}\n  template: {{spec: {{{pod}containers: [{{name: a, image: '{image}'}}]}}}}";

    private static string Route(string host, string service) =>
        $"metadata: {{name: r, namespace: n}}\nspec: {{routes: [{{match: 'Host(`{host}`)', services: [{{name: {service}}}]}}]}}";

    private static string Longhorn(string version, string settings) =>
        $"chart: longhorn\nname: longhorn\nversion: {version}\nvalues: {{defaultSettings: {{{settings}}}}}";

    private static string Shares(int blue, int green) =>
        "metadata: {name: www, namespace: n}\n"
        + $"spec: {{weighted: {{services: [{{name: blue, weight: {blue}}}, {{name: green, weight: {green}}}]}}}}";

    private static string Certificate(string name) => $"metadata: {{name: c, namespace: n}}\nspec: {{dnsNames: [{name}], secretName: t}}";

    private static string Firewall(string port, string sources) =>
        $"name: f\nrules: [{{direction: in, protocol: tcp, port: '{port}', sourceIps: [{sources}]}}]";
}
