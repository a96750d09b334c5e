package io.signalbox.contract.dns;

/**
 * An Amazon S3 object that says where traffic goes: while it is there, at the standby.
 *
 * @param region the standby's, where the bucket is
 */
public record SignalObject(String bucket, String key, String region) {

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}
