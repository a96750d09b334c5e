package io.signalbox.actuator.app;

import io.signalbox.actuator.Orders;
import io.signalbox.actuator.World;
import io.signalbox.actuator.app.ProofWork.Result;
import io.signalbox.contract.topology.needs.Holder;
import io.signalbox.sandbox.iam.Policy;
import io.signalbox.sandbox.identity.Identities;
import io.signalbox.sandbox.s3.S3;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.route53.model.HealthCheckType;

/** The commands plan, apply and destroy. */
final class ProofCommands {

    static final String CHECKED = Commanded.ORDERS
            .replace("ttl: 60s", "ttl: 60s, routing: failover")
            .replace("address: {ipv4: [127.0.10.1]}", "address: {ipv4: [127.0.10.1]}, healthCheck: orders-east")
            .replace("address: {ipv4: [127.0.10.2]}", "address: {ipv4: [127.0.10.2]}, healthCheck: orders-west")
            .replace("tcp: {port: 80}", "http: {path: /healthz, secure: true}");

    private ProofCommands() {}

    private static final String SIGNALLED = CHECKED.replace(
                    "routing: failover",
                    "routing: failover, signal: {bucket: orders-signal, key: signalbox/orders, region: us-west-2}")
            .replace(", healthCheck: orders-west", "");
    /** The answer to a status that could be read: health checkers have not looked at the new health check so early. */
    private static final String NOT_ASKED_YET = "or has not been asked yet";

    private static final String ID = "00000000-0000-0000-0000-000000000000";

    static List<ProofWork> all() {
        return List.of(
                work(
                        "apply: new names and health checks",
                        CHECKED,
                        (world, _) -> CHECKED,
                        "route53:ChangeResourceRecordSets",
                        "route53:ListResourceRecordSets",
                        "route53:ListHostedZonesByName",
                        "route53:ListHealthChecks",
                        "route53:CreateHealthCheck"),
                work("apply: a changed health check", CHECKED, ProofCommands::applied, "route53:UpdateHealthCheck"),
                work(
                        "apply: a foreign health check",
                        CHECKED.replace("orders-east", ID),
                        ProofCommands::foreign,
                        "route53:GetHealthCheck"),
                new ProofWork(
                        "plan: the zone",
                        Commanded.ORDERS,
                        Holder.BOOTSTRAP,
                        List.of("route53:GetHostedZone"),
                        (policy, _) -> plans(policy)),
                work("apply: a live name", SIGNALLED, ProofCommands::live, "route53:GetHealthCheckStatus"));
    }

    /** Prepares the world. @return the topology that is applied then */
    private interface Prepare {
        String in(World world, S3 s3) throws Exception;
    }

    private static ProofWork work(String name, String topology, Prepare prepare, String... used) {
        return new ProofWork(name, topology, Holder.BOOTSTRAP, List.of(used), (policy, _) -> applies(policy, prepare));
    }

    private static String applied(World world, S3 s3) throws Exception {
        String trouble = apply(world, s3, CHECKED.replace("/healthz", "/old"));
        if (!trouble.isEmpty()) {
            throw new IllegalStateException(trouble);
        }
        return CHECKED;
    }

    private static String foreign(World world, S3 s3) {
        try (var client = World.client(world.route53)) {
            String id = client.createHealthCheck(request -> request.callerReference("theirs")
                            .healthCheckConfig(config -> config.type(HealthCheckType.TCP)
                                    .ipAddress("127.0.0.1")
                                    .port(9)))
                    .healthCheck()
                    .id();
            return CHECKED.replace("orders-east", id);
        }
    }

    /** The signal is missing, so that its inverted health check is healthy. */
    private static String live(World world, S3 s3) {
        s3.makePublic("orders-signal", "signalbox/orders");
        world.seed(Orders.records(Orders.EAST));
        return SIGNALLED;
    }

    private static Result plans(Policy policy) throws Exception {
        try (var world = new World();
                var s3 = S3.start()) {
            world.seed(Orders.records(Orders.EAST));
            allow(world, policy);
            String said = command("plan", world, s3, Commanded.ORDERS).said();
            return Result.of(said.contains(ProofWork.DENIED) ? said : "", world.identities);
        }
    }

    private static void allow(World world, Policy policy) {
        world.identities.addUserWithSecret("operator", "secret");
        world.identities.policies().attach("arn:aws:iam::" + Identities.HOME + ":user/operator", policy);
    }

    private static Result applies(Policy policy, Prepare prepare) throws Exception {
        try (var world = new World();
                var s3 = S3.start()) {
            String topology = prepare.in(world, s3);
            allow(world, policy);
            String trouble = apply(world, s3, topology);
            return Result.of(trouble.contains(NOT_ASKED_YET) ? "" : trouble, world.identities);
        }
    }

    private static String apply(World world, S3 s3, String topology) throws Exception {
        Run run = command("apply", world, s3, topology);
        return run.code() == 0 ? "" : run.said();
    }

    private record Run(int code, String said) {}

    private static Run command(String command, World world, S3 s3, String topology) throws Exception {
        var file = Files.writeString(Files.createTempFile("iam-proof", ".yaml"), topology);
        var out = new ByteArrayOutputStream();
        try (var printer = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            int code =
                    new BootstrapCommand(printer, printer, settings(world, s3)).run(List.of(command, file.toString()));
            return new Run(code, out.toString(StandardCharsets.UTF_8).replace('\n', ' '));
        }
    }

    private static Map<String, String> settings(World world, S3 s3) {
        return Map.of(
                "QUARKUS_ROUTE53_ENDPOINT_OVERRIDE",
                world.route53.endpoint().toString(),
                "QUARKUS_ROUTE53_AWS_REGION",
                "us-east-1",
                "QUARKUS_ROUTE53_AWS_CREDENTIALS_TYPE",
                "static",
                "QUARKUS_ROUTE53_AWS_CREDENTIALS_STATIC_PROVIDER_ACCESS_KEY_ID",
                "operator",
                "QUARKUS_ROUTE53_AWS_CREDENTIALS_STATIC_PROVIDER_SECRET_ACCESS_KEY",
                "secret",
                "SIGNALBOX_ROUTE53_REQUESTS_PER_SECOND",
                "1000",
                "SIGNALBOX_DNS_RESOLVERS",
                "127.0.0.1:" + world.nameServer.address().getPort(),
                "AWS_ENDPOINT_URL_S3",
                s3.endpoint().toString());
    }
}
