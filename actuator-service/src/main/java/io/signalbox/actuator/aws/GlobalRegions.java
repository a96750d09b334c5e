package io.signalbox.actuator.aws;

import io.signalbox.contract.aws.AwsRole;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.regions.ServicePartitionMetadata;

/**
 * The regions of Route 53 in each partition of AWS, from the SDK's metadata. A partition is that of the role, or else of {@code
 * AWS_REGION}.
 *
 * @param configured a region that is used instead; empty for none
 */
public record GlobalRegions(Optional<Region> configured) {

    private static final ServiceMetadata ROUTE53 = ServiceMetadata.of("route53");

    /** The region of Route 53's client. */
    public Region route53(@Nullable AwsRole role) {
        return configured.orElseGet(() -> ofPartition(partition(role)));
    }

    /** The region that requests to Route 53 are signed for, where AWS CloudTrail keeps their events. */
    public String route53Events(@Nullable AwsRole role) {
        Region region = ofPartition(partition(role));
        return ROUTE53.signingRegion(region).id();
    }

    private static String partition(@Nullable AwsRole role) {
        return role == null
                ? PartitionMetadata.of(SdkSystemSetting.AWS_REGION
                                .getStringValue()
                                .map(Region::of)
                                .orElse(Region.AWS_GLOBAL))
                        .id()
                : role.partition();
    }

    private static Region ofPartition(String partition) {
        return ROUTE53.servicePartitions().stream()
                .filter(each -> each.partition().id().equals(partition))
                .findFirst()
                .flatMap(ServicePartitionMetadata::globalRegion)
                .orElseThrow(
                        () -> new IllegalArgumentException("quarkus.route53.aws.region: expected with the partition "
                                + partition + ", in which the AWS SDK knows no region of Route 53"));
    }
}
