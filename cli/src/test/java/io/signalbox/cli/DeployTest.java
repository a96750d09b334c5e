package io.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.cloud.Cloud;
import io.signalbox.sandbox.cloud.CloudFormation;
import io.signalbox.sandbox.identity.Identities;
import io.signalbox.sandbox.sts.Sts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of an example, and one with mistakes, at a CloudFormation that is as strict as the real one. */
class DeployTest {

    private static final String EAST = "us-east-1";
    private static final String WEST = "us-west-2";
    private static final String LATTICE = "../examples/vpc-lattice";
    private static final String FUNCTION = CloudFormation.physicalId("lattice", "Health02A586CD");

    @TempDir
    private Path folder;

    private Cloud cloud;
    private Sts sts;
    private Map<String, String> environment;

    @BeforeEach
    void start() {
        var identities = new Identities();
        identities.addUserWithSecret("operator", "secret");
        cloud = Cloud.start(identities);
        sts = Sts.start(identities);
        System.setProperty("aws.endpointUrlCloudFormation", cloud.endpoint().toString());
        System.setProperty("aws.endpointUrlLambda", cloud.endpoint().toString());
        System.setProperty("aws.endpointUrlSts", sts.endpoint().toString());
        environment = new HashMap<>(Map.of(
                "QUARKUS_ROUTE53_AWS_CREDENTIALS_TYPE", "static",
                "QUARKUS_ROUTE53_AWS_CREDENTIALS_STATIC_PROVIDER_ACCESS_KEY_ID", "operator",
                "QUARKUS_ROUTE53_AWS_CREDENTIALS_STATIC_PROVIDER_SECRET_ACCESS_KEY", "secret",
                "ALERT_EMAIL", "ops@example.com",
                "HOSTED_ZONE_ID", "Z0123456789ABCDEFGHIJ",
                "PRIMARY_VPC_ID", "vpc-1",
                "SECONDARY_VPC_ID", "vpc-2"));
    }

    @AfterEach
    void stop() {
        System.clearProperty("aws.endpointUrlCloudFormation");
        System.clearProperty("aws.endpointUrlLambda");
        System.clearProperty("aws.endpointUrlSts");
        sts.close();
        cloud.close();
    }

    private Run run(String... arguments) {
        return answering("", arguments);
    }

    private Run answering(String typed, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--poll=1ms");
        return Run.answering(typed, environment, all.toArray(String[]::new));
    }

    private void deploy() {
        assertThat(run("deploy", LATTICE, "--yes").code()).isZero();
    }

    private List<String> changes() {
        return cloud.calls().stream()
                .map(call -> call.operation())
                .filter(operation -> !operation.startsWith("Describe") && !operation.startsWith("Get"))
                .toList();
    }

    @Test
    void createsTheStacksInTheirOrderAndTellsWhatTheTopologyNeeds() {
        Run deployed = answering("y\n", "deploy", LATTICE);

        assertThat(deployed.code()).as(deployed.err()).isZero();
        assertThat(deployed.lines().getFirst()).startsWith("account 123456789012, as arn:aws:");
        assertThat(deployed.out())
                .containsSubsequence(
                        "lattice-failover in us-west-2: CREATE_COMPLETE",
                        "lattice in us-east-1: CREATE_COMPLETE",
                        "lattice in us-west-2: CREATE_COMPLETE");
        assertThat(deployed.lines())
                .anyMatch(line -> line.startsWith("export PRIMARY_SERVICE_DNS='lattice-LatticeService"))
                .anyMatch(line -> line.startsWith("export SECONDARY_ENDPOINT='lattice-LatticeService"));
        assertThat(cloud.lambda().variables(EAST, FUNCTION)).containsEntry("SIMULATE_FAILURE", "false");
    }

    @Test
    void changesNothingWithoutAYes() {
        Run asked = answering("n\n", "deploy", LATTICE);

        assertThat(asked.code()).isEqualTo(1);
        assertThat(asked.err()).contains("It costs money until you destroy it", "nothing was changed");
        assertThat(changes()).isEmpty();
    }

    @Test
    void leavesWhatIsAsItShouldBe() {
        deploy();
        int before = changes().size();

        Run again = run("deploy", LATTICE, "--yes");

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.lines())
                .filteredOn(line -> line.endsWith(": unchanged"))
                .hasSize(3);
        assertThat(changes().subList(before, changes().size())).containsOnly("UpdateStack");
        assertThat(cloud.cloudFormation().status(EAST, "lattice")).contains("CREATE_COMPLETE");
    }

    @Test
    void updatesTheStackWhoseParametersHaveChanged() {
        deploy();
        environment.put("PRIMARY_VPC_ID", "vpc-3");

        Run again = run("deploy", LATTICE, "--yes");

        assertThat(again.out()).contains("lattice in us-east-1: UPDATE_COMPLETE", "lattice in us-west-2: unchanged");
    }

    @Test
    void tellsWhichResourceFailedAndWhy() {
        cloud.cloudFormation().fail("LatticeService", "The maximum number of services has been reached");

        Run failed = run("deploy", LATTICE, "--yes");

        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err())
                .contains(
                        "lattice in us-east-1: ROLLBACK_COMPLETE",
                        "LatticeService (AWS::VpcLattice::Service): The maximum number of services has been reached");
        assertThat(cloud.cloudFormation().names(WEST))
                .as("the next stack is not begun")
                .containsOnly("lattice-failover");
    }

    @Test
    void aStackThatWasRolledBackIsDeletedFirst() {
        cloud.cloudFormation().fail("LatticeService", "no");
        run("deploy", LATTICE, "--yes");
        cloud.cloudFormation().repair();

        Run again = run("deploy", LATTICE, "--yes");

        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("it is ROLLBACK_COMPLETE, and can only be deleted");
        assertThat(run("destroy", LATTICE, "--yes").code()).isZero();
        deploy();
    }

    @Test
    void statusNeedsNoParametersAndSaysWhatIsMissing() {
        environment.remove("PRIMARY_VPC_ID");

        Run none = run("deploy", LATTICE, "--status");

        assertThat(none.code()).isEqualTo(1);
        assertThat(none.lines()).filteredOn(line -> line.contains("not there")).hasSize(3);
        environment.put("PRIMARY_VPC_ID", "vpc-1");
        deploy();
        Run all = run("deploy", LATTICE, "--status", "-o", "json");
        assertThat(all.code()).isZero();
        assertThat(all.out()).contains("\"status\" : \"CREATE_COMPLETE\"", "\"failsOnPurpose\" : false");
    }

    @Test
    void aParameterWithoutAValueIsToldBeforeAnythingIsChanged() {
        environment.remove("PRIMARY_VPC_ID");

        Run refused = run("deploy", LATTICE, "--yes");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains(
                        "deployment.yaml:16: stacks[1].parameters.VpcId: the environment variable PRIMARY_VPC_ID is not set");
        assertThat(cloud.calls()).isEmpty();
    }

    @Test
    void theFailureSwitchKeepsTheOtherVariables() {
        deploy();
        cloud.lambda().put(EAST, FUNCTION, Map.of("SIMULATE_FAILURE", "false", "DEPENDENCIES", "db.example.com:5432"));

        Run failing = answering("y\n", "simulate-failure", LATTICE, EAST);

        assertThat(failing.code()).as(failing.err()).isZero();
        assertThat(failing.out())
                .contains("SIMULATE_FAILURE of the function " + FUNCTION + " in us-east-1: false becomes true");
        assertThat(cloud.lambda().variables(EAST, FUNCTION))
                .isEqualTo(Map.of("SIMULATE_FAILURE", "true", "DEPENDENCIES", "db.example.com:5432"));
        assertThat(cloud.lambda().variables(WEST, FUNCTION)).containsEntry("SIMULATE_FAILURE", "false");
        assertThat(run("deploy", LATTICE, "--status").out()).contains("on: it fails on purpose");

        assertThat(run("simulate-failure", LATTICE, EAST, "--yes").out()).contains("is true already");
        assertThat(run("restore", LATTICE, EAST, "--yes").out()).contains("us-east-1 works again");
        assertThat(cloud.lambda().variables(EAST, FUNCTION)).containsEntry("SIMULATE_FAILURE", "false");
    }

    @Test
    void anAnswerThatIsMissingIsExitCode5BeforeAChangeAnd6AfterOne() {
        broken("cloudformation:DescribeStacks");
        assertThat(run("deploy", LATTICE, "--yes").code()).isEqualTo(5);
        cloud.faults().clear();
        broken("cloudformation:CreateStack");
        assertThat(run("deploy", LATTICE, "--yes").code()).isEqualTo(6);
    }

    /** More often than the SDK tries. */
    private void broken(String operation) {
        for (int i = 0; i < 10; i++) {
            cloud.faults().inject(operation, Cloud.internalError());
        }
    }

    @Test
    void aVariableThatSomebodyChangesMeanwhileStays() {
        deploy();
        cloud.faults().inject("lambda:UpdateFunctionConfiguration", new Fault.Before(() -> cloud.lambda()
                .put(EAST, FUNCTION, Map.of("SIMULATE_FAILURE", "false", "DEPENDENCIES", "changed:1"))));

        Run failing = run("simulate-failure", LATTICE, EAST, "--yes");

        assertThat(failing.code()).as(failing.err()).isZero();
        assertThat(cloud.lambda().variables(EAST, FUNCTION))
                .isEqualTo(Map.of("SIMULATE_FAILURE", "true", "DEPENDENCIES", "changed:1"));
    }

    @Test
    void theFailureSwitchAsksAndKnowsItsSites() {
        deploy();

        assertThat(answering("", "simulate-failure", LATTICE, EAST).code()).isEqualTo(1);
        Run unknown = run("simulate-failure", LATTICE, "eu-west-1", "--yes");

        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("SITE: expected one of [us-east-1, us-west-2], got \"eu-west-1\"");
        assertThat(cloud.lambda().variables(EAST, FUNCTION)).containsEntry("SIMULATE_FAILURE", "false");
    }

    @Test
    void theFailureSwitchOfNoStackIsNotFlipped() {
        Run absent = run("simulate-failure", LATTICE, EAST, "--yes");

        assertThat(absent.code()).isEqualTo(1);
        assertThat(absent.err()).contains("expected a stack with the output FunctionName");
    }

    @Test
    void deletesWhatIsThereTheLastOneFirst() {
        deploy();

        Run asked = answering("", "destroy", LATTICE);
        assertThat(asked.code()).isEqualTo(1);
        assertThat(asked.lines()).contains("deletes lattice in us-west-2, with all that is in it");
        assertThat(cloud.cloudFormation().names(EAST)).containsOnly("lattice");

        Run destroyed = run("destroy", LATTICE, "--yes");
        assertThat(destroyed.code()).as(destroyed.err()).isZero();
        assertThat(destroyed.out())
                .containsSubsequence(
                        "lattice in us-west-2: deleted",
                        "lattice in us-east-1: deleted",
                        "lattice-failover in us-west-2: deleted");
        assertThat(run("destroy", LATTICE, "--yes").out()).contains("none of the stacks is there");
    }

    @Test
    void aResourceThatCannotBeDeletedIsNamed() {
        deploy();
        cloud.cloudFormation().fail("LatticeService", "it is in use");

        Run failed = run("destroy", LATTICE, "--yes");

        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err())
                .contains(
                        "lattice in us-west-2: DELETE_FAILED",
                        "LatticeService (AWS::VpcLattice::Service): it is in use");
    }

    @Test
    void aTemplateForAnotherRegionIsRefused() {
        environment.put("PRIMARY_REGION", "eu-west-1");

        Run refused = run("deploy", LATTICE, "--yes");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("lattice in eu-west-1: ", "this template is for us-east-1");
    }

    @Test
    void aMissingPermissionIsExitCode4() {
        cloud.faults()
                .inject(
                        "cloudformation:DescribeStacks",
                        new Fault.Error(403, "AccessDenied", "User is not authorized"));

        Run denied = run("deploy", LATTICE, "--yes");

        assertThat(denied.code()).isEqualTo(4);
        assertThat(denied.err()).contains("AWS: User is not authorized");
    }

    @Test
    void everyMistakeOfTheFileIsTold() throws IOException {
        Files.writeString(folder.resolve("deployment.yaml"), """
                stacks:
                  - {name: "1st", region: west, template: none.json, variables: {"A B": Output}}
                  - {name: same, region: us-east-1, template: deployment.yaml}
                  - {name: same, region: us-east-1, template: deployment.yaml, failureSwitch: {site: a}}
                more: 1
                """);

        Run refused = run("deploy", folder.toString(), "--yes");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err().lines().map(line -> line.replace(folder + "/", "")))
                .anyMatch(line -> line.startsWith("deployment.yaml:2: stacks[0].name: expected a name"))
                .anyMatch(line -> line.startsWith("deployment.yaml:2: stacks[0].region: expected a region"))
                .anyMatch(line -> line.startsWith("deployment.yaml:2: stacks[0].template: expected a file"))
                .anyMatch(line -> line.startsWith("deployment.yaml:2: stacks[0].variables"))
                .anyMatch(line -> line.startsWith("deployment.yaml:4: stacks[2].failureSwitch.function"))
                .anyMatch(line -> line.startsWith("deployment.yaml:5: more: unknown key"));
    }
}
