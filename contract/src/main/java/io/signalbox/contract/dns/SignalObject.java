package io.signalbox.contract.dns;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.aws.AwsRole;
import org.jspecify.annotations.Nullable;

/**
 * An Amazon S3 object that moves the traffic to the standby while it exists.
 *
 * @param region of the standby and of the bucket
 * @param role with which the object, and the controls, are used; null for the credentials of the process
 * @param controls the controls that move the traffic; null if a health check reads the object itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SignalObject(
        String bucket,
        String key,
        String region,
        @JsonProperty(required = false) @Nullable SignalControls controls,
        @JsonProperty(required = false) @Nullable AwsRole role) {

    /** A signal that a health check reads. */
    public SignalObject(String bucket, String key, String region) {
        this(bucket, key, region, null, null);
    }

    /** The same with a role. */
    public SignalObject with(@Nullable AwsRole other) {
        return new SignalObject(bucket, key, region, controls, other);
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}
