package io.signalbox.infra.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.needs.Holder;
import io.signalbox.infra.stack.IamDocuments;
import io.signalbox.infra.stack.OfflineStack;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.services.iam.CfnRole;
import software.constructs.Construct;

/** The roles that an environment's topology names, in the environment's account: actuator-service assumes them. */
final class StepRolesStack extends OfflineStack {

    /** Stands in the policy of {@code make iam}; the parameter of the stack takes its place. */
    private static final String ACTUATOR = "arn:aws:iam::000000000000:role/signalbox-actuator";

    StepRolesStack(Construct scope, String environment, Topology topology) {
        super(scope, "roles-" + environment, "The roles of the topology of " + environment);
        CfnParameter actuator = parameter(
                "ActuatorRoleArn", "String", "The role of actuator-service, which assumes those of this stack");
        JsonNode roles = IamDocuments.of(topology, Holder.ACTUATOR, Map.of("AWS_ROLE_ARN", ACTUATOR))
                .path("roles");
        roles.properties().forEach(role -> role(role.getKey(), role.getValue(), actuator));
    }

    private void role(String arn, JsonNode documents, CfnParameter actuator) {
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        CfnRole role = CfnRole.Builder.create(this, name)
                .roleName(name)
                .assumeRolePolicyDocument(IamDocuments.plain(documents.path("trust")))
                .policies(List.of(CfnRole.PolicyProperty.builder()
                        .policyName("signalbox")
                        .policyDocument(IamDocuments.plain(documents.path("policy")))
                        .build()))
                .build();
        role.addPropertyOverride(
                "AssumeRolePolicyDocument.Statement.0.Principal.AWS", Map.of("Ref", actuator.getLogicalId()));
    }
}
