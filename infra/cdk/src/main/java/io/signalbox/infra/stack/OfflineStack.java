package io.signalbox.infra.stack;

import software.amazon.awscdk.BootstraplessSynthesizer;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** A stack without assets: {@code aws cloudformation deploy} takes its template as it is, without a bootstrapped account. */
public abstract class OfflineStack extends Stack {

    protected OfflineStack(Construct scope, String name, String description) {
        super(scope, name, common(description).build());
    }

    /** For one region. */
    OfflineStack(Construct scope, String name, String region, String description) {
        super(
                scope,
                name,
                common(description)
                        .env(Environment.builder().region(region).build())
                        .build());
    }

    private static StackProps.Builder common(String description) {
        return StackProps.builder()
                .description(description)
                .synthesizer(BootstraplessSynthesizer.Builder.create().build());
    }

    /** A parameter that whoever deploys the stack has to give. */
    protected final CfnParameter parameter(String name, String type, String description) {
        return CfnParameter.Builder.create(this, name)
                .type(type)
                .description(description)
                .build();
    }

    /** A text that is the one of the topology unless whoever deploys the stack gives another. */
    protected final CfnParameter text(String name, String ofTopology, String description) {
        return CfnParameter.Builder.create(this, name)
                .type("String")
                .defaultValue(ofTopology)
                .description(description)
                .build();
    }

    /** The id of a zone that is there already. */
    protected final CfnParameter zone() {
        return parameter(
                "HostedZoneId",
                "AWS::Route53::HostedZone::Id",
                "The public zone of the name: the record that validates the certificate is written there");
    }

    protected final void output(String name, String value, String description) {
        CfnOutput.Builder.create(this, name)
                .value(value)
                .description(description)
                .build();
    }
}
