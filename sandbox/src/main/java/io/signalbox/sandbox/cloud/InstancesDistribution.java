package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.signalbox.sandbox.aws.ApiError;

/**
 * The instances distribution of a mixed instances policy.
 *
 * @param onDemandPercent of the instances above the base
 * @param onDemandBase how many instances are always on-demand
 */
record InstancesDistribution(int onDemandPercent, int onDemandBase, String spotStrategy) {

    private static final int ALL = 100;
    private static final String PERCENT = "OnDemandPercentageAboveBaseCapacity";
    private static final String BASE = "OnDemandBaseCapacity";
    private static final String STRATEGY = "SpotAllocationStrategy";

    /**
     * Absent members get AWS's defaults, so that callers cannot rely on keeping the present values.
     * https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_InstancesDistribution.html
     */
    static InstancesDistribution read(JsonNode distribution) throws ApiError {
        int percent = distribution.path(PERCENT).asInt(ALL);
        int base = distribution.path(BASE).asInt(0);
        if (percent < 0 || percent > ALL) {
            throw AutoScaling.validation(PERCENT + " must be between 0 and 100");
        }
        if (base < 0) {
            throw AutoScaling.validation(BASE + " must not be negative");
        }
        return new InstancesDistribution(
                percent, base, distribution.path(STRATEGY).asText("lowest-price"));
    }

    JsonNode described() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("OnDemandAllocationStrategy", "prioritized")
                .put(BASE, onDemandBase)
                .put(PERCENT, onDemandPercent)
                .put(STRATEGY, spotStrategy);
    }
}
