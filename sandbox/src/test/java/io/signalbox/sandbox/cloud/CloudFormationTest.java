package io.signalbox.sandbox.cloud;

import static io.signalbox.sandbox.cloud.Clients.EAST;
import static io.signalbox.sandbox.cloud.Clients.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.InsufficientCapabilitiesException;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

class CloudFormationTest {

    private static final String TEMPLATE = """
            {"Parameters": {"Name": {"Type": "String"}, "Size": {"Type": "Number", "Default": "2"}},
             "Rules": {"Region": {"Assertions": [{"Assert": {"Fn::Equals": [{"Ref": "AWS::Region"}, "us-west-2"]},
                                                  "AssertDescription": "this template is for us-west-2"}]}},
             "Resources": {"Role": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "r"}},
                           "Health": {"Type": "AWS::Lambda::Function",
                                      "Properties": {"Environment": {"Variables": {"SIMULATE_FAILURE": "false"}}}}},
             "Outputs": {"Function": {"Value": {"Ref": "Health"}}, "Name": {"Value": {"Ref": "Name"}}}}
            """;

    private Cloud cloud;
    private CloudFormationClient west;

    @BeforeEach
    void start() {
        cloud = Cloud.start();
        west = Clients.client(cloud.endpoint(), WEST, CloudFormationClient.builder());
    }

    @AfterEach
    void stop() {
        west.close();
        cloud.close();
    }

    private static CreateStackRequest.Builder request() {
        return CreateStackRequest.builder()
                .stackName("health")
                .templateBody(TEMPLATE)
                .clientRequestToken("token-1")
                .capabilities(Capability.CAPABILITY_NAMED_IAM)
                .parameters(name("blue"));
    }

    private static Parameter name(String value) {
        return Parameter.builder().parameterKey("Name").parameterValue(value).build();
    }

    private Stack described() {
        return west.describeStacks(describe -> describe.stackName("health"))
                .stacks()
                .getFirst();
    }

    private List<StackEvent> events() {
        return west.describeStackEvents(describe -> describe.stackName("health"))
                .stackEvents();
    }

    @Test
    void aStackIsUnderWayUntilItWasDescribedOnce() {
        west.createStack(request().build());

        assertThat(described().stackStatusAsString()).isEqualTo("CREATE_IN_PROGRESS");
        assertThat(described().stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
        String function = CloudFormation.physicalId("health", "Health");
        assertThat(described().outputs())
                .extracting(output -> output.outputKey() + "=" + output.outputValue())
                .containsExactly("Function=" + function, "Name=blue");
        assertThat(cloud.lambda().variables(WEST, function)).containsEntry("SIMULATE_FAILURE", "false");
        assertThat(events())
                .allMatch(event -> event.clientRequestToken().equals("token-1"))
                .extracting(StackEvent::resourceStatusAsString)
                .contains("CREATE_COMPLETE");
    }

    @Test
    void refusesWhatAwsRefuses() {
        assertThatThrownBy(
                        () -> west.createStack(request().parameters(List.of()).build()))
                .isInstanceOf(CloudFormationException.class)
                .hasMessageContaining("Parameters: [Name] must have values");
        assertThatThrownBy(() -> west.createStack(request()
                        .parameters(
                                name("a"),
                                Parameter.builder()
                                        .parameterKey("Colour")
                                        .parameterValue("x")
                                        .build())
                        .build()))
                .hasMessageContaining("Parameters: [Colour] do not exist in the template");
        assertThatThrownBy(() -> west.createStack(
                        request().capabilities(Capability.CAPABILITY_IAM).build()))
                .isInstanceOf(InsufficientCapabilitiesException.class);
        assertThatThrownBy(() -> west.createStack(
                        request().templateBody("x".repeat(51_201)).build()))
                .hasMessageContaining("less than or equal to 51200");
        assertThatThrownBy(() -> west.createStack(request().templateBody("{").build()))
                .hasMessageContaining("JSON not well-formed");
        assertThatThrownBy(() -> described()).hasMessageContaining("Stack with id health does not exist");
        try (var east = Clients.client(cloud.endpoint(), EAST, CloudFormationClient.builder())) {
            assertThatThrownBy(() -> east.createStack(request().build()))
                    .hasMessageContaining("this template is for us-west-2");
        }
        west.createStack(request().build());
        assertThatThrownBy(() -> west.createStack(request().build())).isInstanceOf(AlreadyExistsException.class);
    }

    @Test
    void anUpdateThatChangesNothingIsRefusedAndOneUnderWayAsWell() {
        west.createStack(request().build());
        assertThatThrownBy(() -> update("green")).hasMessageContaining("is in CREATE_IN_PROGRESS state");
        described();

        assertThatThrownBy(() -> update("blue")).hasMessageContaining("No updates are to be performed.");
        update("green");

        described();
        assertThat(described().stackStatusAsString()).isEqualTo("UPDATE_COMPLETE");
    }

    private void update(String name) {
        west.updateStack(update -> update.stackName("health")
                .templateBody(TEMPLATE)
                .capabilities(Capability.CAPABILITY_NAMED_IAM)
                .parameters(name(name)));
    }

    @Test
    void aResourceThatFailsRollsTheStackBackAndCanOnlyBeDeleted() {
        cloud.cloudFormation().fail("Health", "no room");
        west.createStack(request().build());
        described();

        assertThat(described().stackStatusAsString()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(events())
                .filteredOn(event -> event.resourceStatusAsString().equals("CREATE_FAILED"))
                .singleElement()
                .extracting(StackEvent::resourceStatusReason)
                .isEqualTo("no room");
        assertThatThrownBy(() -> update("green")).hasMessageContaining("is in ROLLBACK_COMPLETE state");
        cloud.cloudFormation().repair();
        west.deleteStack(delete -> delete.stackName("health"));
        described();
        assertThatThrownBy(() -> described()).hasMessageContaining("does not exist");
        west.deleteStack(delete -> delete.stackName("health"));
    }
}
