package io.signalbox.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FaultTest {

    @Test
    void aDelayedRequestIsLostWhenTheEndpointIsClosed() throws Exception {
        var lost = new CompletableFuture<Boolean>();
        var result = new CompletableFuture<Object>();
        var thread = Thread.ofVirtual()
                .start(() -> result.complete(new Fault.Delay(Duration.ofHours(1))
                        .play(() -> "performed", _ -> "refused", () -> lost.complete(true))));

        thread.interrupt();

        assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo(Optional.empty());
        assertThat(lost).isCompletedWithValue(true);
    }
}
