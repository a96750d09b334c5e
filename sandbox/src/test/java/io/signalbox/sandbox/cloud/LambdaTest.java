package io.signalbox.sandbox.cloud;

import static io.signalbox.sandbox.cloud.Clients.EAST;
import static io.signalbox.sandbox.cloud.Clients.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.ServiceException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationResponse;

class LambdaTest {

    private static final String ARN = "arn:aws:lambda:us-west-2:123456789012:function:warm-up";

    private Cloud cloud;
    private LambdaClient west;

    @BeforeEach
    void start() {
        cloud = Cloud.start();
        cloud.lambda().put(WEST, "warm-up");
        west = Clients.client(cloud.endpoint(), WEST, LambdaClient.builder());
    }

    @AfterEach
    void stop() {
        west.close();
        cloud.close();
    }

    private InvokeResponse invoke(String function, String payload) {
        return west.invoke(request -> request.functionName(function).payload(SdkBytes.fromUtf8String(payload)));
    }

    @Test
    void runsAFunction() {
        cloud.lambda().answerWith(WEST, "warm-up", "{\"warm\":true}");

        InvokeResponse answer = invoke("warm-up", "{\"v\":1}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.functionError()).isNull();
        assertThat(answer.payload().asUtf8String()).isEqualTo("{\"warm\":true}");
        assertThat(cloud.lambda().invocations()).singleElement().satisfies(invocation -> {
            assertThat(invocation.function()).isEqualTo("warm-up");
            assertThat(invocation.payload()).isEqualTo("{\"v\":1}");
        });
    }

    @Test
    void tellsAFunctionsOwnErrorInASuccess() {
        cloud.lambda().failWith(WEST, "warm-up", "{\"errorMessage\":\"too cold\"}");

        InvokeResponse answer = invoke(ARN, "{}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.functionError()).isEqualTo("Unhandled");
        assertThat(answer.payload().asUtf8String()).contains("too cold");
        assertThat(cloud.lambda().invocations()).hasSize(1);
    }

    @Test
    void takesEventsAndRehearsals() {
        assertThat(west.invoke(request -> request.functionName(ARN + ":live").invocationType(InvocationType.EVENT))
                        .statusCode())
                .isEqualTo(202);
        assertThat(west.invoke(request -> request.functionName("warm-up").invocationType(InvocationType.DRY_RUN))
                        .statusCode())
                .isEqualTo(204);
        assertThat(cloud.lambda().invocations()).hasSize(1);
    }

    @Test
    void refusesWhatAwsRefuses() {
        assertThatThrownBy(() -> invoke("cool-down", "{}")).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> invoke("warm-up", "{")).isInstanceOf(InvalidRequestContentException.class);
        try (var east = Clients.client(cloud.endpoint(), EAST, LambdaClient.builder())) {
            assertThatThrownBy(() -> east.invoke(request -> request.functionName("warm-up")))
                    .isInstanceOf(ResourceNotFoundException.class);
        }
        assertThat(cloud.lambda().invocations()).isEmpty();
    }

    @Test
    void failsWhenToldTo() {
        cloud.faults().inject("lambda:Invoke", Cloud.throttling());
        cloud.faults().inject("lambda:Invoke", Cloud.internalError());

        assertThatThrownBy(() -> invoke("warm-up", "{}")).isInstanceOf(TooManyRequestsException.class);
        assertThatThrownBy(() -> invoke("warm-up", "{}")).isInstanceOf(ServiceException.class);
        assertThat(cloud.lambda().invocations()).isEmpty();
    }

    @Test
    void aBusyFunctionRefusesAndQueues() {
        cloud.lambda().reserve(WEST, "warm-up", 0);

        assertThatThrownBy(() -> invoke("warm-up", "{}")).isInstanceOf(TooManyRequestsException.class);
        assertThat(west.invoke(request -> request.functionName("warm-up").invocationType(InvocationType.EVENT))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void anUpdateReplacesAllVariablesAndIsRefusedForAnotherRevision() {
        cloud.lambda().put(WEST, "warm-up", Map.of("A", "1", "B", "2"));
        var before = west.getFunctionConfiguration(request -> request.functionName("warm-up"));
        assertThat(before.environment().variables()).isEqualTo(Map.of("A", "1", "B", "2"));

        var updated = update(before.revisionId());

        assertThat(updated.lastUpdateStatus()).isEqualTo(LastUpdateStatus.IN_PROGRESS);
        assertThat(cloud.lambda().variables(WEST, "warm-up")).isEqualTo(Map.of("A", "3"));
        assertThatThrownBy(() -> update(updated.revisionId())).isInstanceOf(ResourceConflictException.class);
        west.getFunctionConfiguration(request -> request.functionName("warm-up"));
        var after = west.getFunctionConfiguration(request -> request.functionName("warm-up"));
        assertThat(after.lastUpdateStatus()).isEqualTo(LastUpdateStatus.SUCCESSFUL);
        assertThatThrownBy(() -> update(before.revisionId())).isInstanceOf(PreconditionFailedException.class);
    }

    private UpdateFunctionConfigurationResponse update(String revision) {
        return west.updateFunctionConfiguration(request -> request.functionName("warm-up")
                .revisionId(revision)
                .environment(environment -> environment.variables(Map.of("A", "3"))));
    }
}
