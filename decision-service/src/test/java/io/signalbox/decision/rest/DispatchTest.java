package io.signalbox.decision.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.signalbox.contract.Directive;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.decision.access.Caller;
import io.signalbox.decision.view.Views;
import io.signalbox.decision.view.ViewsOfTests;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

class DispatchTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Codec<Directive> DIRECTIVES = Codec.of(Directive.class);
    private static final Orders.Plain BODY = new Orders.Plain("a test");
    private static final SecurityIdentity ANN = QuarkusSecurityIdentity.builder()
            .setPrincipal(new QuarkusPrincipal("ann"))
            .build();
    private static final List<String> NUMBERS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
    private static final Pattern EFFECT = Pattern.compile("The (\\w+) seconds of that wait begin");
    private static final Pattern STORED = Pattern.compile("up to (\\w+) seconds while Kafka is slow");
    private static final Pattern ALL = Pattern.compile("the answer takes up to (\\w+) seconds");

    private final Views views = ViewsOfTests.empty();

    /** @param storing what Kafka does with a directive */
    private record Kafka(Function<byte[], CompletionStage<Void>> storing) implements Emitter<Record<String, byte[]>> {

        @Override
        public CompletionStage<Void> send(Record<String, byte[]> directive) {
            return storing.apply(directive.value());
        }

        @Override
        public <M extends Message<? extends Record<String, byte[]>>> void send(M message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void complete() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void error(Exception e) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public boolean hasRequests() {
            return true;
        }
    }

    private Response thaw(Function<byte[], CompletionStage<Void>> storing, Dispatch.Limits limits) {
        var dispatch = new Dispatch(new Kafka(storing), views, new Caller(ANN, null), limits);
        return new RestAnswers(views, dispatch).all(new OrderHeaders(), BODY, new Directive.Thaw());
    }

    private CompletionStage<Void> storedAndCarriedOut(byte[] directive) {
        try {
            ViewsOfTests.tell(views, DIRECTIVES.read(directive).id(), "thaw");
            return CompletableFuture.completedStage(null);
        } catch (UnreadableException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    @Test
    void anOrderWhoseEffectIsNotSeenIsAnswered202OnceTheLimitIsOver() {
        long begin = System.nanoTime();

        Response answer = thaw(_ -> CompletableFuture.completedStage(null), new Dispatch.Limits(LONG, SHORT));

        assertThat(answer.getStatus()).isEqualTo(202);
        assertThat(answer.getHeaderString("Directive-Id")).isNotBlank();
        assertThat(answer.getHeaderString("Location"))
                .isEqualTo("/api/v1/directives/" + answer.getHeaderString("Directive-Id"));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(SHORT, LONG);
    }

    @Test
    void anOrderWhoseEffectIsSeenIsAnswered200BeforeTheLimitIsOver() {
        Response answer = thaw(this::storedAndCarriedOut, new Dispatch.Limits(LONG, LONG));

        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getHeaderString("Directive-Id")).isNotBlank();
        assertThat(answer.getHeaderString("Location")).isNull();
    }

    @Test
    void anOrderThatKafkaDoesNotStoreIsAnswered503OnceTheLimitIsOver() {
        long begin = System.nanoTime();

        var refused = catchThrowableOfType(
                WebApplicationException.class,
                () -> thaw(_ -> new CompletableFuture<>(), new Dispatch.Limits(SHORT, LONG)));

        assertThat(refused.getResponse().getStatus()).isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(SHORT, LONG);
    }

    @Test
    void theLimitsAreThoseOfTheDocument() throws IOException {
        String text = Files.readString(Path.of("../docs/architecture.md")).replaceAll("\\s+", " ");
        Dispatch.Limits limits = Dispatch.LIMITS;

        assertThat(seconds(text, EFFECT)).isEqualTo(limits.effect());
        assertThat(seconds(text, STORED)).isEqualTo(limits.stored());
        assertThat(seconds(text, ALL)).isEqualTo(limits.stored().plus(limits.effect()));
    }

    private static Duration seconds(String text, Pattern sentence) {
        MatchResult found = sentence.matcher(text).results().findFirst().orElseThrow();
        return Duration.ofSeconds(NUMBERS.indexOf(found.group(1)));
    }

    @Test
    void theProducerGivesUpBeforeTheCallerIsToldThatNothingWasStored() throws IOException {
        var settings = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            settings.load(file);
        }
        long blocked = millis(settings, "max.block.ms");
        long delivery = millis(settings, "delivery.timeout.ms");

        assertThat(Duration.ofMillis(blocked + delivery)).isLessThan(Dispatch.LIMITS.stored());
    }

    private static long millis(Properties settings, String name) {
        return Long.parseLong(settings.getProperty("mp.messaging.outgoing.directives." + name));
    }
}
