package io.signalbox.infra.stack;

import java.util.List;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnRule;
import software.amazon.awscdk.CfnRuleAssertion;
import software.amazon.awscdk.Fn;
import software.constructs.Construct;

/** A stack for one region: CloudFormation refuses its template in any other. */
public abstract class RegionStack extends OfflineStack {

    /** @param name without the region, which is appended */
    // Each construct gets its stack when it is made.
    @SuppressWarnings("this-escape")
    protected RegionStack(Construct scope, String name, String region, String description) {
        super(scope, name + "-" + region, region, description);
        CfnRule.Builder.create(this, "Region")
                .assertions(List.of(CfnRuleAssertion.builder()
                        .assertValue(Fn.conditionEquals(Aws.REGION, region))
                        .assertDescription("this template is for " + region)
                        .build()))
                .build();
    }
}
