package io.signalbox.contract.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.AsgScale;
import io.signalbox.contract.step.AuroraFailover;
import io.signalbox.contract.step.AuroraSwitchover;
import io.signalbox.contract.step.EcsScale;
import io.signalbox.contract.step.K8sScale;
import io.signalbox.contract.step.K8sScale.Workload;
import io.signalbox.contract.step.LambdaInvoke;
import io.signalbox.contract.step.MetricPut;
import io.signalbox.contract.step.RdsPromote;
import io.signalbox.contract.step.RoutingControl;
import io.signalbox.contract.step.RoutingControl.Control;
import io.signalbox.contract.step.RoutingControl.Endpoint;
import io.signalbox.contract.step.SnsNotify;
import io.signalbox.contract.topology.Plans.Name;
import io.signalbox.contract.topology.Plans.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What plans ask of AWS and of Kubernetes. */
class ActionsReaderTest {

    private static final String CLUSTER = "arn:aws:rds:us-west-2:123456789012:cluster:west";
    private static final String CONTROL =
            "arn:aws:route53-recovery-control::123456789012:controlpanel/cp1/routingcontrol/rc1";

    /** The steps of the switchover plan, in one line each. */
    private static String plan(String... steps) {
        return Yaml.fullWith(
                "[{wait-healthy: {}}, {dns-switch: {}}]", "[" + String.join(", ", steps) + ", {dns-switch: {}}]");
    }

    private static List<Stage> read(String... steps) {
        return Yaml.service(plan(steps)).plans().of(Name.SWITCHOVER);
    }

    private static Action action(String step) {
        return read(step).stream()
                .flatMap(stage -> stage.steps().stream())
                .filter(it -> it.work() instanceof Work.Act)
                .map(it -> ((Work.Act) it.work()).action())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void capacity() {
        assertThat(action("{ecs-scale: {region: us-west-2, cluster: shop, service: web, desired: 6}}"))
                .isEqualTo(new EcsScale("us-west-2", "shop", "web", 6));
        assertThat(action("{ecs-scale: {region: us-west-2, cluster: shop, service: web, desired: 6, exactly: true}}"))
                .isEqualTo(new EcsScale("us-west-2", "shop", "web", 6, true));
        assertThat(action("{asg-scale: {region: us-west-2, group: web, desired: 4, exactly: true}}"))
                .isEqualTo(new AsgScale("us-west-2", "web", null, 4, null, null, true));
        assertThat(action("{k8s-scale: {namespace: shop, name: web, replicas: 6, exactly: false}}"))
                .isEqualTo(new K8sScale(
                        "https://kubernetes.default.svc", "shop", Workload.DEPLOYMENT, "web", 6, null, false, null));
        assertThat(action("{asg-scale: {region: us-west-2, group: web, min: 2, desired: 4, max: 8,"
                        + " onDemandPercent: 100}}"))
                .isEqualTo(new AsgScale("us-west-2", "web", 2, 4, 8, 100));
        assertThat(action("{asg-scale: {region: us-west-2, group: web, desired: 0}}"))
                .isEqualTo(new AsgScale("us-west-2", "web", null, 0, null, null));
        assertThat(action(
                        "{k8s-scale: {api: \"https://0A1B.gr7.us-west-2.eks.amazonaws.com\", namespace: shop, name: web,"
                                + " replicas: 6, eks: {region: us-west-2, cluster: shop}}}"))
                .isEqualTo(new K8sScale(
                        "https://0A1B.gr7.us-west-2.eks.amazonaws.com",
                        "shop",
                        Workload.DEPLOYMENT,
                        "web",
                        6,
                        null,
                        null,
                        new K8sScale.Eks("us-west-2", "shop")));
        assertThat(action("{k8s-scale: {namespace: shop, name: web, replicas: 6}}"))
                .isEqualTo(new K8sScale("https://kubernetes.default.svc", "shop", Workload.DEPLOYMENT, "web", 6, null));
        assertThat(action(
                        "{k8s-scale: {api: \"http://127.0.0.1:8001\", namespace: shop, workload: statefulset, name: db,"
                                + " replicas: 1, tokenVariable: K8S_TOKEN}}"))
                .isEqualTo(new K8sScale("http://127.0.0.1:8001", "shop", Workload.STATEFULSET, "db", 1, "K8S_TOKEN"));
    }

    @Test
    void databases() {
        assertThat(action("{rds-promote: {region: us-west-2, instance: replica, maxLag: 5s}}"))
                .isEqualTo(new RdsPromote("us-west-2", "replica", 5));
        assertThat(action("{rds-promote: {region: us-west-2, cluster: replica, maxLag: 5s, maxLagAge: 1h}}"))
                .isEqualTo(new RdsPromote("us-west-2", null, 5, "replica", 3_600));
        assertThat(action("{lambda-invoke: {region: us-west-2, function: warm-up, async: true}}"))
                .isEqualTo(new LambdaInvoke("us-west-2", "warm-up", true));
        assertThat(action("{rds-promote: {region: us-west-2, instance: replica}}"))
                .isEqualTo(new RdsPromote("us-west-2", "replica", null));
        assertThat(action(
                        "{aurora-failover: {region: us-west-2, globalCluster: orders, cluster: \"" + CLUSTER + "\"}}"))
                .isEqualTo(new AuroraFailover("us-west-2", "orders", CLUSTER));
        assertThat(action("{aurora-switchover: {region: us-west-2, globalCluster: orders, cluster: \"" + CLUSTER
                        + "\"}}"))
                .isEqualTo(new AuroraSwitchover("us-west-2", "orders", CLUSTER));
    }

    @Test
    void trafficBesideTheName() {
        assertThat(action("{routing-control: {endpoints: [{region: us-east-1, url: \"https://a.example.com/v1\"}],"
                        + " controls: [{arn: \"" + CONTROL + "\", state: on}]}}"))
                .isEqualTo(new RoutingControl(
                        List.of(new Endpoint("us-east-1", "https://a.example.com/v1")),
                        List.of(new Control(CONTROL, true))));
    }

    @Test
    void theRestOfTheWorld() {
        assertThat(action("{sns-notify: {region: us-west-2, topic: \"arn:aws:sns:us-west-2:123456789012:ops\"}}"))
                .isEqualTo(new SnsNotify("us-west-2", "arn:aws:sns:us-west-2:123456789012:ops"));
        assertThat(action("{lambda-invoke: {region: us-west-2, function: hook}}"))
                .isEqualTo(new LambdaInvoke("us-west-2", "hook"));
        assertThat(action("{metric-put: {region: us-west-2, namespace: Signalbox, name: Failover, value: 0.5}}"))
                .isEqualTo(new MetricPut("us-west-2", "Signalbox", "Failover", 0.5));
    }

    @Test
    void somebodyIsAskedBeforeWhatCannotBePutBack() {
        String promote = "{name: db, rds-promote: {region: us-west-2, instance: replica}, to: [us-west-2]}";
        Step consent = read("{pause: {for: 1s}}", promote).get(1).steps().getFirst();

        assertThat(consent.name()).isEqualTo("approve-db");
        assertThat(consent.work()).isEqualTo(new Work.Approve("db cannot be put back (rds-promote): go on?"));
        assertThat(consent.to())
                .isEqualTo(read(promote).get(1).steps().getFirst().to())
                .isNotEmpty();
    }

    @Test
    void nobodyIsAskedTwiceOrWhereNobodyShallBe() {
        String promote = "rds-promote: {region: us-west-2, instance: replica}";

        assertThat(read("{approve: {question: now?}}", "{" + promote + "}")).hasSize(3);
        assertThat(read("{" + promote + ", unattended: true}")).hasSize(2);
        assertThat(read("{" + promote + ", unattended: false}")).hasSize(3);
        assertThat(read("{parallel: [{" + promote + "}]}")).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ecs-scale: {region: us-west-2, cluster: shop, service: web}} | ecs-scale.desired: expected a number"
                        + " from 0 to 10000, got nothing",
                "{ecs-scale: {region: us-west-2, cluster: 'a b', service: web, desired: 1}} | ecs-scale.cluster:"
                        + " expected a cluster's name or ARN of letters, digits, '_', '-', '.', ':' and '/', got \"a b\"",
                "{ecs-scale: {region: us-west-2, cluster: shop, service: web, desired: 1, exactly: maybe}} |"
                        + " ecs-scale.exactly: expected true or false, got \"maybe\"",
                "{rds-promote: {region: us-west-2}} | rds-promote: expected one of instance, cluster, got none",
                "{rds-promote: {region: us-west-2, instance: a, cluster: b}} | rds-promote: expected one of instance,"
                        + " cluster, got both",
                "{rds-promote: {region: us-west-2, instance: a*b}} | rds-promote.instance: expected an instance's"
                        + " identifier of letters, digits, '_', '-', '.', ':' and '/', got \"a*b\"",
                "{rds-promote: {region: us-west-2, cluster: []}} | rds-promote.cluster: expected a cluster's identifier"
                        + " of letters, digits, '_', '-', '.', ':' and '/', got a list",
                "{rds-promote: {region: us-west-2, instance: a, maxLagAge: 5m}} | rds-promote.maxLagAge: expected only"
                        + " with maxLag",
                "{lambda-invoke: {region: us-west-2, function: f, async: 1}} | lambda-invoke.async: expected true or"
                        + " false, got \"1\"",
                "{asg-scale: {region: us-west-2, group: web}} | asg-scale: expected at least one of min, desired, max,"
                        + " onDemandPercent, got none",
                "{asg-scale: {region: us-west-2, group: web, min: 3, desired: 2}} | asg-scale.min: expected at most"
                        + " desired, which is 2, got 3",
                "{asg-scale: {region: us-west-2, group: web, min: 3, max: 2}} | asg-scale.min: expected at most max,"
                        + " which is 2, got 3",
                "{asg-scale: {region: us-west-2, group: web, onDemandPercent: 101}} | asg-scale.onDemandPercent:"
                        + " expected a number from 0 to 100, got \"101\"",
                "{k8s-scale: {api: \"http://10.0.0.1:6443\", namespace: shop, name: web, replicas: 1}} | k8s-scale.api:"
                        + " expected a URL with https and a host, or with http and localhost, since a token is sent there,"
                        + " got \"http://10.0.0.1:6443\"",
                "{k8s-scale: {namespace: shop, name: web, replicas: 1, eks: {region: us-west-2, cluster: shop}}} |"
                        + " k8s-scale.eks: expected with api, the endpoint of the cluster",
                "{k8s-scale: {api: \"https://a.example.com\", namespace: shop, name: web, replicas: 1, tokenVariable: T,"
                        + " eks: {region: us-west-2, cluster: shop}}} | k8s-scale.eks: expected only one of eks,"
                        + " tokenVariable, got both",
                "{k8s-scale: {namespace: Shop, name: web, replicas: 1}} | k8s-scale.namespace: expected a Kubernetes"
                        + " name of small letters, digits, '-' and '.', got \"Shop\"",
                "{k8s-scale: {namespace: shop, workload: pod, name: web, replicas: 1}} | k8s-scale.workload: expected"
                        + " deployment or statefulset, got \"pod\"",
                "{aurora-switchover: {region: us-west-2, globalCluster: orders, cluster: west}} |"
                        + " aurora-switchover.cluster: expected an ARN such as arn:aws:rds:us-west-2:123456789012:…, got"
                        + " \"west\"",
                "{sns-notify: {region: us-west-2, topic: 'arn:aws:sqs:us-west-2:123456789012:ops'}} |"
                        + " sns-notify.topic: expected an ARN such as arn:aws:sns:us-west-2:123456789012:…, got"
                        + " \"arn:aws:sqs:us-west-2:123456789012:ops\"",
                "{metric-put: {region: us-west-2, namespace: Signalbox, name: Failover, value: much}} |"
                        + " metric-put.value: expected a number such as 1 or 0.5, got \"much\"",
                "{routing-control: {endpoints: [], controls: [{arn: a, state: on}]}} | routing-control.endpoints:"
                        + " expected at least one item, got an empty list",
                "{pause: {for: 1s}, unattended: true} | unattended: expected none: only before a step that cannot be"
                        + " put back is somebody asked"
            })
    void tellsWhatIsWrongAndWhere(String step, String problem) {
        assertThat(Yaml.problems(plan(step))).contains("45 services.orders.plans.switchover[0]." + problem);
    }

    @Test
    void aDrillHasNothingThatCannotBePutBack() {
        assertThat(Yaml.problems(Yaml.fullWith(
                        "[{name: go, dns-switch: {}}]",
                        "[{rds-promote: {region: us-west-2, instance: replica}}, {dns-switch: {}}]")))
                .containsExactly(
                        "46 services.orders.plans.drill[0]: expected nothing in a drill that cannot be put back");
    }
}
