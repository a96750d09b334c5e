package io.signalbox.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.signalbox.sandbox.aws.Pace;
import io.signalbox.sandbox.aws.Route53;
import io.signalbox.sandbox.iam.Policy;
import io.signalbox.sandbox.identity.Identities;
import io.signalbox.sandbox.s3.S3;
import io.signalbox.sandbox.ssm.Ssm;
import io.signalbox.sandbox.sts.Sts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53recoverycluster.Route53RecoveryClusterClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** With a policy in force, each service checks the signature and the caller's permissions, and refuses in its own way. */
class PermissionsTest {

    private static final String USER = "arn:aws:iam::123456789012:user/AKID";
    private static final String EVERYTHING = "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}";
    private static final String TOPIC = "arn:aws:sns:us-west-2:123456789012:failovers";
    private static final String CONTROL =
            "arn:aws:route53-recovery-control::123456789012:controlpanel/0f/routingcontrol/west";
    private static final AwsCredentials AKID = AwsBasicCredentials.create("AKID", "secret");

    private final Identities identities = new Identities();
    private final Route53 route53 = Route53.start(Pace.INSTANT, identities);
    private final Cloud cloud = Cloud.start(identities);
    private final Ssm ssm = Ssm.start(identities);
    private final S3 s3 = S3.start(identities);
    private final Sts sts = Sts.start(identities);
    private final String zone = route53.createZone("example.com").id();

    @BeforeEach
    void resources() {
        identities.addUserWithSecret("AKID", "secret");
        cloud.ecs().put(Clients.WEST, "shop", "orders", 2);
        cloud.autoScaling().put(Clients.WEST, "orders", 1, 2, 3, null);
        cloud.rds().putReplica(Clients.WEST, "replica", "orders");
        cloud.sns().putTopic(TOPIC);
        cloud.lambda().put(Clients.WEST, "prepare");
        cloud.recoveryControl().put(CONTROL, true);
        ssm.put(Clients.WEST, "/orders/size", "String", "2");
        s3.createBucket("orders-signal");
        s3.put("orders-signal", "orders", "x");
    }

    @AfterEach
    void stop() {
        sts.close();
        s3.close();
        ssm.close();
        cloud.close();
        route53.close();
    }

    private void allow(String... statements) {
        identities
                .policies()
                .attach(
                        USER,
                        Policy.read(
                                "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}"));
    }

    /** The status and code of each service's answer; 200 for a success. */
    private Map<String, String> answers(AwsCredentials by) {
        var answers = new TreeMap<String, String>();
        try (Route53Client client = Clients.client(by, route53.endpoint(), Clients.EAST, Route53Client.builder())) {
            answers.put("route53", answer(() -> client.listResourceRecordSets(request -> request.hostedZoneId(zone))));
        }
        try (EcsClient client = Clients.client(by, cloud.endpoint(), Clients.WEST, EcsClient.builder())) {
            answers.put(
                    "ecs",
                    answer(() -> client.describeServices(
                            request -> request.cluster("shop").services("orders"))));
        }
        try (ApplicationAutoScalingClient client =
                Clients.client(by, cloud.endpoint(), Clients.WEST, ApplicationAutoScalingClient.builder())) {
            answers.put(
                    "application-autoscaling",
                    answer(() -> client.describeScalableTargets(request -> request.serviceNamespace("ecs"))));
        }
        try (AutoScalingClient client =
                Clients.client(by, cloud.endpoint(), Clients.WEST, AutoScalingClient.builder())) {
            answers.put("autoscaling", answer(client::describeAutoScalingGroups));
        }
        try (RdsClient client = Clients.client(by, cloud.endpoint(), Clients.WEST, RdsClient.builder())) {
            answers.put(
                    "rds",
                    answer(() -> client.describeDBInstances(request -> request.dbInstanceIdentifier("replica"))));
        }
        try (CloudWatchClient client = Clients.client(by, cloud.endpoint(), Clients.WEST, CloudWatchClient.builder())) {
            answers.put("cloudwatch", answer(client::describeAlarms));
        }
        try (SnsClient client = Clients.client(by, cloud.endpoint(), Clients.WEST, SnsClient.builder())) {
            answers.put(
                    "sns",
                    answer(() ->
                            client.publish(request -> request.topicArn(TOPIC).message("x"))));
        }
        try (LambdaClient client = Clients.client(by, cloud.endpoint(), Clients.WEST, LambdaClient.builder())) {
            answers.put("lambda", answer(() -> client.invoke(request -> request.functionName("prepare"))));
        }
        try (Route53RecoveryClusterClient client = Clients.client(
                by,
                cloud.recoveryControl().endpoints().getFirst(),
                RecoveryControl.REGIONS.getFirst(),
                Route53RecoveryClusterClient.builder())) {
            answers.put("recovery", answer(() -> client.listRoutingControls(request -> {})));
        }
        try (SsmClient client = Clients.client(by, ssm.endpoint(), Clients.WEST, SsmClient.builder())) {
            answers.put("ssm", answer(() -> client.getParameter(request -> request.name("/orders/size"))));
        }
        try (S3Client client = Clients.client(by, s3.endpoint(), Clients.WEST, objects())) {
            answers.put(
                    "s3",
                    answer(() -> client.getObjectAsBytes(
                            request -> request.bucket("orders-signal").key("orders"))));
        }
        return answers;
    }

    private static String answer(Runnable call) {
        var refused = catchThrowableOfType(AwsServiceException.class, call::run);
        return refused == null
                ? "200"
                : refused.statusCode() + " " + refused.awsErrorDetails().errorCode();
    }

    @Test
    void everySignedRequestIsAnsweredThatThePolicyAllows() {
        allow(EVERYTHING);

        assertThat(answers(AKID).values()).containsOnly("200");
        assertThat(identities.policies().evaluated()).isGreaterThanOrEqualTo(11);
        assertThat(identities.policies().refusals()).isEmpty();
    }

    @Test
    void eachServiceRefusesWhatNoPolicyAllowsInItsOwnWay() {
        allow("{\"Effect\":\"Allow\",\"Action\":\"iam:GetUser\",\"Resource\":\"*\"}");

        assertThat(answers(AKID))
                .containsEntry("route53", "403 AccessDenied")
                .containsEntry("ecs", "400 AccessDeniedException")
                .containsEntry("application-autoscaling", "400 AccessDeniedException")
                .containsEntry("autoscaling", "403 AccessDenied")
                .containsEntry("rds", "403 AccessDenied")
                .containsEntry("cloudwatch", "403 AccessDenied")
                .containsEntry("sns", "403 AuthorizationError")
                .containsEntry("lambda", "403 AccessDeniedException")
                .containsEntry("recovery", "403 AccessDeniedException")
                .containsEntry("ssm", "400 AccessDeniedException")
                .containsEntry("s3", "403 AccessDenied");
        assertThat(identities.policies().refusals()).hasSize(11);
    }

    @Test
    void eachServiceRefusesAWrongSecretKeyInItsOwnWay() {
        allow(EVERYTHING);

        assertThat(answers(AwsBasicCredentials.create("AKID", "wrong")))
                .containsEntry("route53", "403 SignatureDoesNotMatch")
                .containsEntry("ecs", "400 InvalidSignatureException")
                .containsEntry("autoscaling", "403 SignatureDoesNotMatch")
                .containsEntry("sns", "403 SignatureDoesNotMatch")
                .containsEntry("lambda", "403 InvalidSignatureException")
                .containsEntry("ssm", "400 InvalidSignatureException")
                .containsEntry("s3", "403 SignatureDoesNotMatch");
    }

    @Test
    void eachServiceRefusesAnUnknownAccessKeyInItsOwnWay() {
        allow(EVERYTHING);

        assertThat(answers(AwsBasicCredentials.create("STRANGER", "secret")))
                .containsEntry("route53", "403 InvalidClientTokenId")
                .containsEntry("ecs", "400 UnrecognizedClientException")
                .containsEntry("rds", "403 InvalidClientTokenId")
                .containsEntry("lambda", "403 UnrecognizedClientException")
                .containsEntry("s3", "403 InvalidAccessKeyId");
    }

    @Test
    void route53IsSignedForItsOwnRegion() {
        try (Route53Client client = Clients.client(AKID, route53.endpoint(), Clients.WEST, Route53Client.builder())) {
            assertThat(answer(client::listHostedZones)).isEqualTo("403 SignatureDoesNotMatch");
        }
    }

    @Test
    void aBatchIsAllowedIfAllItsNamesTypesAndActionsAre() {
        allow(
                "{\"Effect\":\"Allow\",\"Action\":\"route53:ChangeResourceRecordSets\",\"Resource\":\"arn:aws:route53:::hostedzone/"
                        + zone + "\",\"Condition\":{\"ForAllValues:StringEquals\":{"
                        + "\"route53:ChangeResourceRecordSetsNormalizedRecordNames\":[\"a.example.com\"],"
                        + "\"route53:ChangeResourceRecordSetsRecordTypes\":[\"A\"],"
                        + "\"route53:ChangeResourceRecordSetsActions\":[\"CREATE\"]}}}");
        try (Route53Client client = Clients.client(AKID, route53.endpoint(), Clients.EAST, Route53Client.builder())) {
            assertThat(changed(client, ChangeAction.CREATE, "A.example.com.", RRType.A))
                    .isEqualTo("200");
            assertThat(changed(client, ChangeAction.CREATE, "b.example.com", RRType.A))
                    .isEqualTo("403 AccessDenied");
            assertThat(changed(client, ChangeAction.DELETE, "a.example.com", RRType.A))
                    .isEqualTo("403 AccessDenied");
            assertThat(changed(client, ChangeAction.CREATE, "a.example.com", RRType.TXT))
                    .isEqualTo("403 AccessDenied");
        }
    }

    private String changed(Route53Client client, ChangeAction action, String name, RRType type) {
        var value = ResourceRecord.builder()
                .value(type == RRType.A ? "192.0.2.1" : "\"x\"")
                .build();
        var change = Change.builder()
                .action(action)
                .resourceRecordSet(set -> set.name(name).type(type).ttl(60L).resourceRecords(List.of(value)))
                .build();
        return answer(() -> client.changeResourceRecordSets(
                request -> request.hostedZoneId(zone).changeBatch(batch -> batch.changes(List.of(change)))));
    }

    @Test
    void aMissingObjectIsForbiddenToWhoMayNotListTheBucket() {
        String object =
                "{\"Effect\":\"Allow\",\"Action\":[\"s3:GetObject\",\"s3:PutObject\"],\"Resource\":\"arn:aws:s3:::orders-signal/*\"}";
        allow(object);
        try (S3Client client = Clients.client(AKID, s3.endpoint(), Clients.WEST, objects())) {
            Runnable get = () -> client.getObjectAsBytes(
                    request -> request.bucket("orders-signal").key("missing"));
            assertThat(answer(get)).isEqualTo("403 AccessDenied");
            allow(
                    object,
                    "{\"Effect\":\"Allow\",\"Action\":\"s3:ListBucket\",\"Resource\":\"arn:aws:s3:::orders-signal\"}");
            assertThat(answer(get)).isEqualTo("404 NoSuchKey");
            assertThat(answer(() -> client.putObject(
                            request -> request.bucket("orders-signal").key("a b/c"), RequestBody.fromString("y"))))
                    .isEqualTo("200");
        }
    }

    @Test
    void aRoleIsAssumedByWhoIsAllowedToOnly() {
        String role = "arn:aws:iam::222222222222:role/workloads";
        sts.trust(role, "");
        allow("{\"Effect\":\"Allow\",\"Action\":\"iam:GetUser\",\"Resource\":\"*\"}");
        try (StsClient client = Clients.client(AKID, sts.endpoint(), Clients.WEST, StsClient.builder())) {
            Runnable assume =
                    () -> client.assumeRole(request -> request.roleArn(role).roleSessionName("test"));
            assertThat(answer(client::getCallerIdentity)).isEqualTo("200");
            assertThat(answer(assume)).isEqualTo("403 AccessDenied");
            allow("{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Resource\":\"" + role + "\"}");
            assertThat(answer(assume)).isEqualTo("200");
        }
    }

    private static S3ClientBuilder objects() {
        return S3Client.builder()
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false));
    }
}
