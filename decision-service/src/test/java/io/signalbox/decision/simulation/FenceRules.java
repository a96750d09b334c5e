package io.signalbox.decision.simulation;

import io.signalbox.contract.fence.FailedMove;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Order;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Service;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** What the provider takes: one writer after the other, each later than all before it, and nobody's order is erased. */
final class FenceRules {

    /** By which the clocks of those who write may differ. */
    private static final int CLOCKS = 5_000;

    private final Agenda agenda;
    private final Judge judge;
    private final CancelRules cancels;
    private final Map<ServiceName, Long> highest = new HashMap<>();
    /** The highest that each cell has written, whatever the provider has lost since. */
    private final Map<Writer, Long> everTaken = new HashMap<>();

    private boolean clocksAreRight = true;

    private record Writer(ServiceName service, CellName cell) {}

    private final BiPredicate<CellName, ServiceName> thaws;
    private final BiPredicate<CellName, ServiceName> acknowledges;

    /**
     * @param thaws whether a person has ended the freezes of a service in a cell
     * @param acknowledges whether a person has acknowledged there what has failed
     */
    FenceRules(
            Agenda agenda,
            Judge judge,
            Tally tally,
            BiPredicate<CellName, ServiceName> thaws,
            BiPredicate<CellName, ServiceName> acknowledges) {
        this.agenda = agenda;
        this.thaws = thaws;
        this.acknowledges = acknowledges;
        this.judge = judge;
        this.cancels = new CancelRules(judge, tally);
    }

    /**
     * @param by the cell that has asked for it, which another's claim survives
     * @param why its plan moves traffic; null when it does not
     */
    void taken(Service service, @Nullable Fence before, Fence next, CellName by, @Nullable Reason why) {
        everTaken.merge(new Writer(service.name(), by), next.epoch(), Math::max);
        Long former = highest.put(service.name(), next.epoch());
        judge.require(
                former == null || next.epoch() > former || isRaisedBeside(service, former, next),
                "each change that the provider takes has a higher epoch than all before it",
                () -> former + " became " + next.text());
        if (before != null && !isRaisedBeside(service, before.epoch(), next)) {
            keepsClaim(before, next, by);
            keepsHolds(service.name(), before, next, by);
            numbersOrders(before, next, by);
            keepsFailure(service.name(), before, next, by);
            cancels.taken(service, before, next, by);
            cancels.begins(before, next, why);
        }
    }

    /** Who raises a signal may not have seen a record of the same epoch, which then counts for nothing. */
    private static boolean isRaisedBeside(Service service, long former, Fence next) {
        return SignalStore.isBeside(service)
                && next.epoch() == former
                && !next.active().equals(service.preferred().name());
    }

    void lowered(Service service, Provider.Zone before, Provider.Zone after) {
        judge.require(
                before.equals(after),
                "with a signal nothing is lost that is in force",
                () -> service.name() + " " + before.fence() + " became " + after.fence());
    }

    /** What the provider shows now is all that it goes by. */
    void lost(Service service, @Nullable Fence now) {
        if (now == null) {
            highest.remove(service.name());
        } else {
            highest.put(service.name(), now.epoch());
        }
    }

    /** In place of what was lost. */
    void readopted(Service service, Fence next) {
        highest.put(service.name(), next.epoch());
        Long former = everTaken.put(new Writer(service.name(), next.cell()), next.epoch());
        judge.require(
                former == null || next.epoch() > former,
                "a fence that is re-adopted has a higher epoch than all that its cell has written",
                () -> former + " became " + next.text());
    }

    /** What lasts by a cell's clock may be over at any time. */
    void clocksAreWrong() {
        clocksAreRight = false;
    }

    private void keepsClaim(Fence before, Fence next, CellName by) {
        Instant until = before.until();
        boolean own = before.cell().equals(by) && before.sameWriter(next) || Invariants.givesWay(before, next);
        judge.require(
                !clocksAreRight
                        || before.phase() != Fence.Phase.MOVING
                        || own
                        || next.isRewrittenSince(before)
                        || until != null && !agenda.instant(0).isBefore(until),
                "nobody but its owner writes while a claim lasts",
                () -> before.text() + " became " + next.text());
    }

    /** Each order takes the next number, and nobody writes the order of another cell. */
    private void numbersOrders(Fence before, Fence next, CellName by) {
        Order order = next.words().order();
        long former = before.words().orders();
        judge.require(
                next.words().orders() == former
                        ? Objects.equals(order, before.words().order())
                        : order != null
                                && order.number() == former + 1
                                && order.cell().equals(by),
                "each order takes the next number, by the cell that it was given to",
                () -> before.text() + " became " + next.text() + " by " + by);
    }

    /** Another cell's freeze, {@code f@us-east-1:1767225600}, is ended by a person, and a drill by traffic that has to leave. */
    private void keepsHolds(ServiceName service, Fence before, Fence next, CellName by) {
        for (String word : words(before.hold())) {
            boolean own = word.startsWith(by + ":", 2);
            judge.require(
                    own
                            || word.startsWith("d@")
                            || words(next.hold()).contains(word)
                            || ended(word)
                            || thaws.test(by, service),
                    "nobody erases another cell's order from the fence",
                    () -> before.text() + " became " + next.text());
        }
    }

    /** What has failed is over with a person's word, or with the traffic elsewhere. */
    private void keepsFailure(ServiceName service, Fence before, Fence next, CellName by) {
        FailedMove failed = before.words().failed();
        FailedMove kept = next.words().failed();
        judge.require(
                failed == null
                        || !before.active().equals(next.active())
                        || kept != null
                                && (kept.cells().isEmpty() || kept.cells().containsAll(failed.cells()))
                        || acknowledges.test(by, service),
                "what has failed is forgotten at a person's word",
                () -> before.text() + " became " + next.text() + " by " + by);
    }

    private static List<String> words(@Nullable String hold) {
        return hold == null
                ? List.of()
                : Arrays.stream(hold.split(",", -1))
                        .filter(word -> word.length() > 2 && word.charAt(1) == '@')
                        .toList();
    }

    private boolean ended(String word) {
        String until = word.substring(word.indexOf(':') + 1);
        return !until.equals("-")
                && until.chars().allMatch(Character::isDigit)
                && (!clocksAreRight || !agenda.instant(CLOCKS).isBefore(Instant.ofEpochSecond(Long.parseLong(until))));
    }
}
