package io.signalbox.infra.platform;

import io.signalbox.infra.stack.IamDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.iam.CfnRole;

/**
 * The two roles of the processes of one service.
 *
 * @param own with which it calls AWS
 * @param start with which ECS starts it
 */
record ProcessRoles(CfnRole own, CfnRole start) {

    private static final Map<String, Object> BY_TASKS = Map.of(
            "Version",
            "2012-10-17",
            "Statement",
            List.of(Map.of(
                    "Effect",
                    "Allow",
                    "Principal",
                    Map.of("Service", "ecs-tasks.amazonaws.com"),
                    "Action",
                    "sts:AssumeRole")));

    static ProcessRoles of(Surroundings around, CellBrokers kafka, SignalboxProcess process) {
        CfnRole own = own(around, process);
        kafka.allow(process, own);
        return new ProcessRoles(own, start(around, process));
    }

    /** A fixed name, which the trust policies of other accounts can name. */
    private static CfnRole own(Surroundings around, SignalboxProcess process) {
        CfnRole role = CfnRole.Builder.create(around.scope(), Labels.of(process.role()) + "Role")
                .roleName("signalbox-" + process.role() + "-" + around.region())
                .assumeRolePolicyDocument(BY_TASKS)
                .build();
        if (!process.policy().isMissingNode()) {
            role.setPolicies(List.of(policy("make-iam", IamDocuments.plain(process.policy()))));
        }
        return role;
    }

    /** Pulls the image, writes the log, and reads the secrets of this service alone. */
    private static CfnRole start(Surroundings around, SignalboxProcess process) {
        List<String> secrets = new ArrayList<>(process.secrets());
        secrets.add(FargateProcess.password(process));
        List<Map<String, Object>> statements = List.of(
                allow(
                        List.of(
                                "ecr:GetAuthorizationToken",
                                "ecr:BatchCheckLayerAvailability",
                                "ecr:GetDownloadUrlForLayer",
                                "ecr:BatchGetImage"),
                        List.of("*")),
                allow(
                        List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                        List.of(Fn.sub("arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:"
                                + "/signalbox/" + process.role() + "*"))),
                allow(
                        List.of("secretsmanager:GetSecretValue"),
                        secrets.stream()
                                .map(secret -> Fn.sub(FargateProcess.SECRET + secret + "-??????"))
                                .toList()));
        return CfnRole.Builder.create(around.scope(), Labels.of(process.role()) + "StartRole")
                .assumeRolePolicyDocument(BY_TASKS)
                .policies(List.of(policy("start", Map.of("Version", "2012-10-17", "Statement", statements))))
                .build();
    }

    private static CfnRole.PolicyProperty policy(String name, Object document) {
        return CfnRole.PolicyProperty.builder()
                .policyName(name)
                .policyDocument(document)
                .build();
    }

    private static Map<String, Object> allow(List<String> actions, List<String> resources) {
        return Map.of("Effect", "Allow", "Action", actions, "Resource", resources);
    }
}
