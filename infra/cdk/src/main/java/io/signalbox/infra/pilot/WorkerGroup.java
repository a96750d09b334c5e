package io.signalbox.infra.pilot;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnAutoScalingScheduledAction;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.CfnUpdatePolicy;
import software.amazon.awscdk.services.autoscaling.CfnAutoScalingGroup;
import software.amazon.awscdk.services.ec2.CfnLaunchTemplate;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/**
 * The sizes of a group of instances in one region.
 *
 * @param onDemandPercent the rest are spot instances
 */
record WorkerGroup(String name, int min, int max, int onDemandPercent) {

    /** Interchangeable instances: spot capacity of one type alone is often not to be had. */
    private static final List<String> TYPES = List.of("m6i.large", "m5.large", "m6a.large");

    static WorkerGroup serving(String name) {
        return new WorkerGroup(name, 2, 8, 100);
    }

    static WorkerGroup pilotLight(String name) {
        return new WorkerGroup(name, 1, 2, 0);
    }

    /** Without a desired capacity, and sizes that CloudFormation does not put back: asg-scale changes them. */
    void in(Construct scope, Vpc network, CfnParameter image) {
        CfnLaunchTemplate template = CfnLaunchTemplate.Builder.create(scope, "WorkerTemplate")
                .launchTemplateData(CfnLaunchTemplate.LaunchTemplateDataProperty.builder()
                        .imageId(image.getValueAsString())
                        .metadataOptions(CfnLaunchTemplate.MetadataOptionsProperty.builder()
                                .httpTokens("required")
                                .build())
                        .build())
                .build();
        CfnAutoScalingGroup group = CfnAutoScalingGroup.Builder.create(scope, "Workers")
                .autoScalingGroupName(name)
                .minSize(String.valueOf(min))
                .maxSize(String.valueOf(max))
                .vpcZoneIdentifier(network.getPrivateSubnets().stream()
                        .map(ISubnet::getSubnetId)
                        .toList())
                .mixedInstancesPolicy(instances(template))
                .build();
        group.getCfnOptions()
                .setUpdatePolicy(CfnUpdatePolicy.builder()
                        .autoScalingScheduledAction(CfnAutoScalingScheduledAction.builder()
                                .ignoreUnmodifiedGroupSizeProperties(true)
                                .build())
                        .build());
    }

    private CfnAutoScalingGroup.MixedInstancesPolicyProperty instances(CfnLaunchTemplate template) {
        return CfnAutoScalingGroup.MixedInstancesPolicyProperty.builder()
                .instancesDistribution(CfnAutoScalingGroup.InstancesDistributionProperty.builder()
                        .onDemandPercentageAboveBaseCapacity(onDemandPercent)
                        .spotAllocationStrategy("price-capacity-optimized")
                        .build())
                .launchTemplate(CfnAutoScalingGroup.LaunchTemplateProperty.builder()
                        .launchTemplateSpecification(CfnAutoScalingGroup.LaunchTemplateSpecificationProperty.builder()
                                .launchTemplateId(template.getRef())
                                .version(template.getAttrLatestVersionNumber())
                                .build())
                        .overrides(TYPES.stream()
                                .map(type -> Map.of("instanceType", type))
                                .toList())
                        .build())
                .build();
    }
}
