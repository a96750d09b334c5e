package io.signalbox.sandbox.cloud;

import static io.signalbox.sandbox.cloud.Clients.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.signalbox.sandbox.aws.Fault;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InternalErrorException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.ThrottledException;

class SnsTest {

    private static final String TOPIC = "arn:aws:sns:us-west-2:123456789012:failovers";

    private Cloud cloud;
    private SnsClient west;

    @BeforeEach
    void start() {
        cloud = Cloud.start();
        cloud.sns().putTopic(TOPIC);
        west = Clients.client(cloud.endpoint(), WEST, SnsClient.builder());
    }

    @AfterEach
    void stop() {
        west.close();
        cloud.close();
    }

    @Test
    void keepsWhatIsPublished() {
        var service = MessageAttributeValue.builder()
                .dataType("String")
                .stringValue("orders & more")
                .build();

        var answer = west.publish(request -> request.topicArn(TOPIC)
                .subject("failover")
                .message("{\"v\":1}")
                .messageAttributes(Map.of("service", service)));

        assertThat(answer.messageId()).isNotEmpty();
        assertThat(cloud.sns().messages()).singleElement().satisfies(message -> {
            assertThat(message.topic()).isEqualTo(TOPIC);
            assertThat(message.subject()).isEqualTo("failover");
            assertThat(message.message()).isEqualTo("{\"v\":1}");
            assertThat(message.attributes()).containsExactly(Map.entry("service", "orders & more"));
        });
    }

    @Test
    void refusesWhatAwsRefuses() {
        assertThatThrownBy(() ->
                        west.publish(request -> request.topicArn(TOPIC + "-2").message("m")))
                .isInstanceOf(NotFoundException.class);
        assertInvalid(request -> request.message(""));
        assertInvalid(request -> request.message("x".repeat(262_145)));
        assertInvalid(request -> request.message("m").subject("two\nlines"));
        assertInvalid(request -> request.message("m").subject("x".repeat(101)));
        assertInvalid(request -> request.message("m").topicArn(TOPIC.replace(WEST, "us-east-1")));
        assertThat(cloud.sns().messages()).isEmpty();
    }

    private void assertInvalid(Consumer<PublishRequest.Builder> what) {
        assertThatThrownBy(() -> west.publish(request -> what.accept(request.topicArn(TOPIC))))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void failsWhenToldTo() {
        cloud.faults().inject("sns:Publish", Cloud.throttling());
        cloud.faults().inject("sns:Publish", Cloud.internalError());
        cloud.faults().inject("sns:Publish", Fault.lostAfter());

        assertThat(catchThrowable(this::publish))
                .isInstanceOfSatisfying(
                        ThrottledException.class, throttled -> assertThat(throttled.isThrottlingException())
                                .isTrue());
        assertThatThrownBy(this::publish).isInstanceOf(InternalErrorException.class);
        assertThat(cloud.sns().messages()).isEmpty();
        assertThatThrownBy(this::publish).isInstanceOf(SdkClientException.class);
        assertThat(cloud.sns().messages()).hasSize(1);
    }

    private void publish() {
        west.publish(request -> request.topicArn(TOPIC).message("m"));
    }
}
