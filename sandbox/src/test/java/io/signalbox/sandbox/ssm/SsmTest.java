package io.signalbox.sandbox.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.signalbox.sandbox.aws.Fault;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.HierarchyTypeMismatchException;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.SsmException;

class SsmTest {

    private static final String NAME = "/orders/size";
    private static final String WEST = "us-west-2";

    private Ssm ssm;
    private SsmClient west;
    private SsmClient east;

    @BeforeEach
    void start() {
        ssm = Ssm.start();
        west = client(Region.US_WEST_2);
        east = client(Region.US_EAST_1);
    }

    @AfterEach
    void stop() {
        west.close();
        east.close();
        ssm.close();
    }

    private SsmClient client(Region region) {
        return SsmClient.builder()
                .endpointOverride(ssm.endpoint())
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(configuration -> configuration.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    private static PutParameterRequest.Builder put(String value) {
        return PutParameterRequest.builder().name(NAME).value(value);
    }

    @Test
    void keepsParametersByRegion() {
        west.putParameter(put("6").type(ParameterType.STRING).build());

        var read = west.getParameter(request -> request.name(NAME)).parameter();

        assertThat(read.value()).isEqualTo("6");
        assertThat(read.type()).isEqualTo(ParameterType.STRING);
        assertThat(read.version()).isEqualTo(1);
        assertThatThrownBy(() -> east.getParameter(request -> request.name(NAME)))
                .isInstanceOf(ParameterNotFoundException.class);
        assertThat(ssm.calls())
                .extracting(ParameterCall::operation, ParameterCall::region, ParameterCall::result)
                .containsExactly(
                        tuple(ParameterOperation.PUT, WEST, "ok"),
                        tuple(ParameterOperation.GET, WEST, "ok"),
                        tuple(ParameterOperation.GET, "us-east-1", "ParameterNotFound"));
    }

    @Test
    void overwritesOnlyWhenAskedToAndNeverTheType() {
        ssm.put(WEST, NAME, "String", "2");

        assertThatThrownBy(() ->
                        west.putParameter(put("6").type(ParameterType.STRING).build()))
                .isInstanceOf(ParameterAlreadyExistsException.class);
        assertThatThrownBy(() -> west.putParameter(put("6").type(ParameterType.SECURE_STRING)
                        .overwrite(true)
                        .build()))
                .isInstanceOf(HierarchyTypeMismatchException.class);
        west.putParameter(put("6").overwrite(true).build());

        assertThat(ssm.parameter(WEST, NAME)).hasValueSatisfying(parameter -> {
            assertThat(parameter.value()).isEqualTo("6");
            assertThat(parameter.version()).isEqualTo(2);
        });
    }

    @Test
    void refusesWhatAwsRefuses() {
        for (var request : new PutParameterRequest[] {
            put("6").build(),
            put("").type(ParameterType.STRING).build(),
            put("x".repeat(4_097)).type(ParameterType.STRING).build(),
            put("6").name("/aws/size").type(ParameterType.STRING).build(),
            put("6").name("/orders//size").type(ParameterType.STRING).build()
        }) {
            assertThatThrownBy(() -> west.putParameter(request))
                    .isInstanceOfSatisfying(SsmException.class, refused -> assertThat(
                                    refused.awsErrorDetails().errorCode())
                            .isEqualTo("ValidationException"));
        }
    }

    @Test
    void deletesWhatIsThere() {
        ssm.put(WEST, NAME, "String", "2");

        west.deleteParameter(request -> request.name(NAME));

        assertThat(ssm.parameter(WEST, NAME)).isEmpty();
        assertThatThrownBy(() -> west.deleteParameter(request -> request.name(NAME)))
                .isInstanceOf(ParameterNotFoundException.class);
    }

    @Test
    void tellsSecretsOnlyWhenTheyAreToBeDecrypted() {
        ssm.put(WEST, NAME, "SecureString", "open sesame");

        assertThat(west.getParameter(request -> request.name(NAME)).parameter().value())
                .isNotEqualTo("open sesame");
        assertThat(west.getParameter(request -> request.name(NAME).withDecryption(true))
                        .parameter()
                        .value())
                .isEqualTo("open sesame");
    }

    @Test
    void losesRequestsAndAnswersWhenToldTo() {
        ssm.put(WEST, NAME, "String", "2");
        ssm.faults().inject(ParameterOperation.PUT, Fault.lostBefore());
        ssm.faults().inject(ParameterOperation.PUT, Fault.lostAfter());
        ssm.faults().inject(ParameterOperation.PUT, Ssm.throttling());

        assertThatThrownBy(() -> west.putParameter(put("6").overwrite(true).build()))
                .isInstanceOf(SdkClientException.class);
        assertThat(ssm.parameter(WEST, NAME).orElseThrow().value()).isEqualTo("2");
        assertThatThrownBy(() -> west.putParameter(put("6").overwrite(true).build()))
                .isInstanceOf(SdkClientException.class);
        assertThat(ssm.parameter(WEST, NAME).orElseThrow().value()).isEqualTo("6");
        assertThatThrownBy(() -> west.putParameter(put("7").overwrite(true).build()))
                .isInstanceOfSatisfying(SsmException.class, throttled -> assertThat(throttled.isThrottlingException())
                        .isTrue());
        assertThat(ssm.calls()).extracting(ParameterCall::result).containsExactly("lost", "ok", "ThrottlingException");
    }

    @Test
    void answersNobodyWhoDoesNotSign() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(ssm.endpoint() + "/"))
                .header("X-Amz-Target", "AmazonSSM.GetParameter")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("MissingAuthenticationToken");
        }
    }
}
