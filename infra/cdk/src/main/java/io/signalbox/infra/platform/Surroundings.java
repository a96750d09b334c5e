package io.signalbox.infra.platform;

import java.util.List;
import software.constructs.Construct;

/**
 * What all services of a region share.
 *
 * @param region in which they run
 * @param cluster the name of the ECS cluster
 * @param network the id of the VPC
 * @param registry of the images
 * @param version the tag of the images
 * @param alarms the ARN of the topic
 */
record Surroundings(
        Construct scope,
        String region,
        String cluster,
        String network,
        List<String> subnets,
        String registry,
        String version,
        String alarms) {

    Surroundings {
        subnets = List.copyOf(subnets);
    }
}
