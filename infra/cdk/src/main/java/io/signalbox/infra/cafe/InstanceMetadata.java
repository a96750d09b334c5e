package io.signalbox.infra.cafe;

import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.services.ec2.CfnInstance;
import software.amazon.awscdk.services.ec2.Instance;

/** The metadata service of an instance. */
final class InstanceMetadata {

    private InstanceMetadata() {}

    /** Version 2 alone. The CDK's own way makes a launch template whose name is the same for every instance. */
    static void requireTokens(Instance instance) {
        CfnInstance below =
                (CfnInstance) Objects.requireNonNull(instance.getNode().getDefaultChild());
        below.addPropertyOverride("MetadataOptions", Map.of("HttpTokens", "required"));
    }
}
