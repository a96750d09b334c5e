package io.signalbox.actuator.route53;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.signalbox.actuator.core.FencedChange;
import io.signalbox.actuator.core.Submission;
import io.signalbox.actuator.route53.ChangeSender.SendResult;
import io.signalbox.actuator.route53.budget.RequestBudget;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The first request waits until all others are there, so that what goes together is known. */
class ZoneSubmitterTest {

    private static final int MANY = 100;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<List<String>> sent = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Map<String, Future<Submission>> submitted = new TreeMap<>();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    private ZoneSubmitter submitter(Function<List<String>, SendResult> zone) {
        return submitter(zone, 1_000_000);
    }

    private ZoneSubmitter submitter(Function<List<String>, SendResult> zone, double perSecond) {
        ChangeSender sender = (batch, _) -> {
            List<String> names =
                    batch.stream().map(change -> change.change().comment()).toList();
            sent.add(names);
            hold(gate);
            return zone.apply(names);
        };
        return new ZoneSubmitter("example.com", sender, new RequestBudget(() -> perSecond));
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void submit(ZoneSubmitter submitter, String name, Duration limit) {
        var record = new RecordSet(
                name + ".example.com", RecordType.A, 60L, null, null, List.of("192.0.2.1"), null, null, null);
        submitted.put(
                name,
                threads.submit(() -> submitter.submit(
                        new FencedChange(List.of(), List.of(record), List.of(), name),
                        System.nanoTime() + limit.toNanos())));
    }

    /** One that goes first, and {@link #MANY} that come while it is on its way. */
    private void submitAll(ZoneSubmitter submitter) {
        submit(submitter, "first", Duration.ofSeconds(20));
        await().until(() -> sent.size() == 1);
        IntStream.range(0, MANY).forEach(i -> submit(submitter, name(i), Duration.ofSeconds(20)));
        await().until(() -> submitter.waiting() == MANY);
        gate.countDown();
    }

    private static String name(int i) {
        return "s%03d".formatted(i);
    }

    private Submission answer(String name) throws Exception {
        return submitted.get(name).get();
    }

    private static SendResult taken(List<String> names) {
        return new SendResult.Taken("C" + names.size());
    }

    private static SendResult impossible(String message) {
        return new SendResult.Impossible(List.of(message), new Submission.Mismatch(message));
    }

    private static String named(String name) {
        return "Tried to delete resource record set [name='" + name + ".example.com.', type='A'] but it was not found";
    }

    private void assertAccepted(String name) throws Exception {
        assertThat(answer(name)).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void whatWaitsTogetherGoesTogetherAndSharesTheToken() throws Exception {
        submitAll(submitter(ZoneSubmitterTest::taken));

        assertThat(answer("first")).isEqualTo(new Submission.Accepted("C1"));
        for (int i = 0; i < MANY; i++) {
            assertThat(answer(name(i))).isEqualTo(new Submission.Accepted("C" + MANY));
        }
        assertThat(sent).hasSize(2);
    }

    @Test
    void theOneThatIsNamedIsTakenOutAndGoesAloneAfterTheOthers() throws Exception {
        submitAll(submitter(names -> names.contains("s042") ? impossible(named("s042")) : taken(names)));

        assertThat(answer("s042")).isEqualTo(new Submission.Mismatch(named("s042")));
        for (int i = 0; i < MANY; i++) {
            if (i != 42) {
                assertAccepted(name(i));
            }
        }
        assertThat(sent.stream().map(List::size)).containsExactly(1, MANY, MANY - 1, 1);
        assertThat(sent.getLast()).containsExactly("s042");
    }

    @Test
    void manyThatAreNamedAreToldAtOnce() throws Exception {
        submitAll(submitter(names -> {
            var poisoned = names.stream().filter(name -> name.endsWith("7")).toList();
            return poisoned.isEmpty()
                    ? taken(names)
                    : new SendResult.Impossible(
                            poisoned.stream().map(ZoneSubmitterTest::named).toList(), new Submission.Mismatch("no"));
        }));

        for (int i = 0; i < MANY; i++) {
            if (i % 10 == 7) {
                assertThat(answer(name(i))).isEqualTo(new Submission.Mismatch("no"));
            } else {
                assertAccepted(name(i));
            }
        }
        assertThat(sent.stream().map(List::size)).containsExactly(1, MANY, MANY - 10);
    }

    @Test
    void whereNoneIsNamedTheBatchIsHalvedUntilTheOneIsFound() throws Exception {
        submitAll(submitter(names -> names.contains("s042") ? impossible("something is wrong") : taken(names)));

        assertThat(answer("s042")).isEqualTo(new Submission.Mismatch("something is wrong"));
        for (int i = 0; i < MANY; i++) {
            if (i != 42) {
                assertAccepted(name(i));
            }
        }
        assertThat(sent).hasSizeLessThan(20);
    }

    /** Its next attempt would otherwise spoil the batch of others again. */
    @Test
    void aChangeWhoseHealthCheckIsMissingGoesAloneTheNextTime() throws Exception {
        var missing = new Submission.NotTaken(FailureCause.HEALTH_CHECK_MISSING, named("s042"), true);
        var nextRound = new CountDownLatch(1);
        var submitter = submitter(names -> {
            if (names.contains("hold")) {
                hold(nextRound);
            }
            return names.contains("s042") ? new SendResult.Impossible(List.of(named("s042")), missing) : taken(names);
        });
        submitAll(submitter);
        assertThat(answer("s042")).isEqualTo(missing);
        for (int i = 0; i < MANY; i++) {
            if (i != 42) {
                assertAccepted(name(i));
            }
        }

        submit(submitter, "hold", Duration.ofSeconds(20));
        await().until(() -> sent.getLast().contains("hold"));
        List.of("s042", "s043", "s044").forEach(name -> submit(submitter, name, Duration.ofSeconds(20)));
        await().until(() -> submitter.waiting() == 3);
        nextRound.countDown();

        assertThat(answer("s042")).isEqualTo(missing);
        assertAccepted("s043");
        assertAccepted("s044");
        assertThat(sent.getLast()).as("alone, after the others").containsExactly("s042");
        assertThat(sent).hasSize(6);
    }

    @Test
    void whatIsUnclearIsUnclearForAll() throws Exception {
        var unclear = new Submission.Unclear(FailureCause.TIMEOUT, "no answer");
        submitAll(submitter(names -> names.size() > 1 ? new SendResult.Unclear(unclear) : taken(names)));

        for (int i = 0; i < MANY; i++) {
            assertThat(answer(name(i))).isEqualTo(unclear);
        }
        assertThat(sent).hasSize(2);
    }

    @Test
    void whatIsRefusedForNowGoesAgain() throws Exception {
        var why = new Submission.NotTaken(FailureCause.PRIOR_REQUEST_NOT_COMPLETE, "busy", true);
        submitAll(submitter(names -> sent.size() == 2 ? new SendResult.Busy(why) : taken(names)));

        for (int i = 0; i < MANY; i++) {
            assertAccepted(name(i));
        }
        assertThat(sent).hasSize(3);
    }

    @Test
    void saysWhyItWasRefusedWhenTimeIsUp() throws Exception {
        var why = new Submission.NotTaken(FailureCause.THROTTLED, "Rate exceeded", true);
        gate.countDown();

        submit(submitter(_ -> new SendResult.Throttled(why), 50), "orders", Duration.ofMillis(1_600));

        assertThat(answer("orders")).isEqualTo(why);
    }

    @Test
    void saysThatItWasNotSentWhenOthersTookAllTheTime() throws Exception {
        var submitter = submitter(ZoneSubmitterTest::taken);
        submit(submitter, "first", Duration.ofSeconds(20));
        await().until(() -> sent.size() == 1);

        submit(submitter, "second", Duration.ofMillis(200));

        assertThat(answer("second")).isInstanceOf(Submission.NotSent.class);
        gate.countDown();
        assertAccepted("first");
        assertThat(sent).hasSize(1);
    }

    @Test
    void aSenderThatThrowsHoldsUpNobody() throws Exception {
        var submitter = submitter(names -> {
            if (names.contains("first")) {
                throw new IllegalStateException("on purpose");
            }
            return taken(names);
        });
        gate.countDown();

        submit(submitter, "first", Duration.ofSeconds(20));
        assertThat(answer("first")).isInstanceOf(Submission.Unclear.class);
        submit(submitter, "second", Duration.ofSeconds(20));
        assertAccepted("second");
    }
}
