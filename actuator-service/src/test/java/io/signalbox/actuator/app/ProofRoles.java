package io.signalbox.actuator.app;

import io.signalbox.actuator.Outside;
import io.signalbox.actuator.World;
import io.signalbox.actuator.app.ProofWork.Result;
import io.signalbox.actuator.credentials.ProcessCredentials;
import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.needs.Holder;
import io.signalbox.sandbox.iam.Policy;
import io.signalbox.sandbox.sts.Sts;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/** Roles in other accounts: the actuator's own credentials may do nothing but assume them, and each role has a policy of its own. */
final class ProofRoles {

    private static final String DNS = "arn:aws:iam::111111111111:role/dns";
    private static final String WORK = "arn:aws:iam::222222222222:role/workloads";
    private static final String TWO_ACCOUNTS =
            Commanded.ORDERS.replace("ttl: 60s}", "ttl: 60s, role: {arn: \"" + DNS + "\", externalId: sandbox}}")
                    + "    role: \"" + WORK + "\"\n"
                    + "    plans: {failover: [{name: it, ssm-put: {region: us-west-2, name: /orders/size, value: \"6\"}}, {dns-switch: {}}]}\n";

    private ProofRoles() {}

    static List<ProofWork> all() {
        return List.of(
                new ProofWork(
                        "assumes the roles of two accounts",
                        TWO_ACCOUNTS,
                        Holder.ACTUATOR,
                        List.of("sts"),
                        ProofRoles::assumes),
                new ProofWork(
                        "dns-adopt, dns-switch",
                        TWO_ACCOUNTS,
                        Holder.ACTUATOR,
                        DNS,
                        List.of("route53"),
                        (policy, _) -> ProofSteps.switches(policy)),
                new ProofWork(
                        "who else changes records",
                        TWO_ACCOUNTS,
                        Holder.ACTUATOR,
                        DNS,
                        List.of("cloudtrail"),
                        (policy, _) -> ProofReads.readsHistory(policy)));
    }

    private static Result assumes(Policy policy, Topology topology) {
        try (var world = new World();
                var sts = Sts.start(world.identities)) {
            ProofSteps.allow(world.identities, policy);
            String trouble = topology.roles().stream()
                    .peek(role -> sts.trust(role.arn(), Objects.requireNonNullElse(role.externalId(), "")))
                    .map(role -> assume(role, sts))
                    .filter(each -> !each.isEmpty())
                    .findFirst()
                    .orElse("");
            return Result.of(trouble, world.identities);
        }
    }

    private static String assume(AwsRole role, Sts sts) {
        try (var own = ProcessCredentials.told(Outside.CREDENTIALS, "a test");
                var assumed = own.assuming(role, credentials -> client(credentials, sts))) {
            var _ = assumed.provider().resolveCredentials();
            return "";
        } catch (SdkException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static StsClient client(AwsCredentialsProvider credentials, Sts sts) {
        return StsClient.builder()
                .region(Region.US_WEST_2)
                .endpointOverride(sts.endpoint())
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
