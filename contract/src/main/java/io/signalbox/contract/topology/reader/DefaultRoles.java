package io.signalbox.contract.topology.reader;

import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.topology.yaml.AwsText;
import io.signalbox.contract.topology.yaml.Fields;
import org.jspecify.annotations.Nullable;

/**
 * The roles of services that name none of their own; null for the credentials of the process.
 *
 * @param steps of actions
 * @param dns of zones and signals
 */
record DefaultRoles(@Nullable AwsRole steps, @Nullable AwsRole dns) {

    static final DefaultRoles NONE = new DefaultRoles(null, null);

    static final String STEPS = "role";
    static final String DNS = "dnsRole";

    /** From {@code defaults}, whose other keys are read elsewhere. */
    static DefaultRoles read(Fields defaults) {
        AwsRole steps = defaults.ifPresent(STEPS, AwsText::role);
        AwsRole dns = defaults.ifPresent(DNS, AwsText::role);
        return new DefaultRoles(steps, dns);
    }
}
