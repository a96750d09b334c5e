package io.signalbox.actuator.cloudtrail;

import io.signalbox.actuator.aws.GlobalRegions;
import io.signalbox.actuator.aws.RoleCredentialsProvider;
import io.signalbox.actuator.cloudtrail.CloudTrailWriters.Accounts;
import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.topology.Topology;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** The accounts of zones, by the topology in force. */
public record ZoneAccounts(Supplier<Topology> topology, RoleCredentialsProvider roles, GlobalRegions regions)
        implements Accounts {

    @Override
    public @Nullable AwsRole role(String hostname) {
        return topology.get().services().stream()
                .filter(service -> service.hostname().equals(hostname))
                .map(service -> service.dns().role())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @Override
    public AwsCredentialsProvider credentials(@Nullable AwsRole role) {
        return roles.of(role);
    }

    @Override
    public String region(@Nullable AwsRole role) {
        return regions.route53Events(role);
    }
}
