package io.signalbox.contract.aws;

import java.util.stream.Stream;

/**
 * A group of regions with accounts, ARNs and endpoints of its own: https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html.
 * Values are those of the AWS SDK's metadata; actuator-service, which has the SDK, compares them in a test.
 */
public enum AwsPartition {
    AWS("aws", "", "us-east-1", "amazonaws.com"),
    CHINA("aws-cn", "cn-", "cn-northwest-1", "amazonaws.com.cn"),
    US_GOV("aws-us-gov", "us-gov-", "us-gov-west-1", "amazonaws.com"),
    EUROPE("aws-eusc", "eusc-", "eusc-de-east-1", "amazonaws.eu"),
    ISO("aws-iso", "us-iso-", "us-iso-east-1", "c2s.ic.gov"),
    ISO_B("aws-iso-b", "us-isob-", "us-isob-east-1", "sc2s.sgov.gov"),
    ISO_E("aws-iso-e", "eu-isoe-", "eu-isoe-west-1", "cloud.adc-e.uk"),
    ISO_F("aws-iso-f", "us-isof-", "us-isof-south-1", "csp.hci.ic.gov");

    private final String id;
    private final String regions;
    private final String route53Home;
    private final String dnsSuffix;

    AwsPartition(String id, String regions, String route53Home, String dnsSuffix) {
        this.id = id;
        this.regions = regions;
        this.route53Home = route53Home;
        this.dnsSuffix = dnsSuffix;
    }

    /** The partition of a region; {@link #AWS} for a region of none of the others. */
    public static AwsPartition ofRegion(String region) {
        return Stream.of(values())
                .filter(partition -> partition != AWS && region.startsWith(partition.regions))
                .findFirst()
                .orElse(AWS);
    }

    /** The partition in an ARN; {@link #AWS} for an ARN of none of the others. */
    public static AwsPartition ofArn(String arn) {
        return Stream.of(values())
                .filter(partition -> arn.startsWith("arn:" + partition.id + ":"))
                .findFirst()
                .orElse(AWS);
    }

    /** As in ARNs. */
    public String id() {
        return id;
    }

    /** The region of Route 53's control plane, for all regions of the partition. */
    public String route53Home() {
        return route53Home;
    }

    /** The last labels of the names of its endpoints. */
    public String dnsSuffix() {
        return dnsSuffix;
    }

    /** @param rest of the ARN, from the service on */
    public String arn(String rest) {
        return "arn:" + id + ":" + rest;
    }
}
