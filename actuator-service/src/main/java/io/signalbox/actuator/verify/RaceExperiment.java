package io.signalbox.actuator.verify;

import static io.signalbox.actuator.verify.ScratchZone.create;
import static io.signalbox.actuator.verify.ScratchZone.delete;

import io.signalbox.actuator.verify.ScratchZone.ChangeResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.RRType;

/**
 * The experiments 5 and 6 of docs/adr/0002-route53-batch-as-compare-and-swap.md: two writers delete the same text at the same
 * moment and create different ones. Right after each acceptance the winner's text is read.
 */
final class RaceExperiment {

    private static final long TTL = 5;

    private final ScratchZone zone;
    private final VerificationReport report;
    private final int rounds;
    private final Map<String, Integer> losers = new TreeMap<>();
    private final List<String> changes = new ArrayList<>();
    private final List<String> reads = new ArrayList<>();
    private int wrong;
    private int undecided;
    private int unread;
    private int pending;

    RaceExperiment(ScratchZone zone, VerificationReport report, int rounds) {
        this.zone = zone;
        this.report = report;
        this.rounds = rounds;
    }

    void run() {
        String name = zone.name("race");
        String text = "v=1 epoch=1";
        zone.change(create(zone.txt(name, text, TTL)));
        int decided = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 1; decided < rounds && round <= 3 * rounds; round++) {
                String before = text;
                text = round(name, text, round, threads);
                decided += text.equals(before) ? 0 : 1;
            }
        }
        report.found(
                "5 race: two batches that delete the same text, " + rounds + " times",
                "each time one accepted, and one " + ScratchZone.MISMATCH + " or " + ScratchZone.BUSY,
                decided + " times decided, " + wrong + " times otherwise than expected; the losers: " + losers
                        + "; repeated because nothing was decided: " + undecided,
                decided == rounds && wrong == 0,
                changes);
        report.found(
                "6 read your write: the list right after each acceptance",
                "the winner's text each time",
                "another text " + unread + " times; " + pending + " times the change was pending after the list",
                unread == 0 && decided == rounds,
                reads);
    }

    /** @return the text that the zone then has, the same if neither was accepted */
    private String round(String name, String text, int round, ExecutorService threads) {
        List<String> texts = List.of("v=1 epoch=" + round + " cell=a", "v=1 epoch=" + round + " cell=b");
        List<ChangeResult> answers = both(
                texts.stream()
                        .map(next -> List.of(delete(zone.txt(name, text, TTL)), create(zone.txt(name, next, TTL))))
                        .toList(),
                threads);
        changes.addAll(report.ids());
        List<Integer> winners = IntStream.range(0, answers.size())
                .filter(i -> answers.get(i).is(ScratchZone.ACCEPTED))
                .boxed()
                .toList();
        if (winners.isEmpty()) {
            undecided += answers.stream().allMatch(ChangeResult::isUndecided) ? 1 : 0;
            wrong += answers.stream().allMatch(ChangeResult::isUndecided) ? 0 : 1;
            return text;
        }
        answers.stream()
                .filter(answer -> !answer.is(ScratchZone.ACCEPTED))
                .forEach(answer -> losers.merge(answer.code(), 1, Integer::sum));
        wrong += winners.size() == 1
                        && answers.stream()
                                .allMatch(answer -> answer.is(ScratchZone.ACCEPTED)
                                        || answer.is(ScratchZone.MISMATCH)
                                        || answer.isUndecided())
                ? 0
                : 1;
        ChangeResult winner = answers.get(winners.getLast());
        List<String> stored = zone.values(name, RRType.TXT);
        unread += stored.equals(List.of('"' + texts.get(winners.getLast()) + '"')) ? 0 : 1;
        pending += zone.isPending(winner.change()) ? 1 : 0;
        reads.addAll(report.ids());
        return stored.isEmpty() ? text : stored.getFirst().replace("\"", "");
    }

    private List<ChangeResult> both(List<List<Change>> batches, ExecutorService threads) {
        zone.rest();
        zone.rest();
        var start = new CyclicBarrier(batches.size());
        List<Future<ChangeResult>> running = batches.stream()
                .map(batch -> threads.submit(() -> {
                    start.await();
                    return zone.once(batch);
                }))
                .toList();
        return running.stream().map(RaceExperiment::get).toList();
    }

    private static ChangeResult get(Future<ChangeResult> running) {
        try {
            return running.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
