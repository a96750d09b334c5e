package io.signalbox.contract.dns;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * An Amazon S3 object that says where traffic goes: while it is there, at the standby.
 *
 * @param region the standby's, where the bucket is
 * @param controls what moves the traffic; null if a health check reads the object itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SignalObject(
        String bucket,
        String key,
        String region,
        @JsonProperty(required = false) @Nullable SignalControls controls) {

    /** One that a health check reads. */
    public SignalObject(String bucket, String key, String region) {
        this(bucket, key, region, null);
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}
