package io.signalbox.decision.simulation;

import io.signalbox.contract.CellName;
import io.signalbox.contract.Fence;
import io.signalbox.contract.ServiceName;
import io.signalbox.contract.topology.Service;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the provider takes: one writer after the other, each later than all before it, and nobody's order is erased. */
final class FenceRules {

    /** By which the clocks of those who write may differ. */
    private static final int CLOCKS = 5_000;

    private final Agenda agenda;
    private final Judge judge;
    private final Map<ServiceName, Long> highest = new HashMap<>();
    /** The highest that each cell has written, whatever the provider has lost since. */
    private final Map<Writer, Long> everTaken = new HashMap<>();

    private boolean clocksAreRight = true;

    private record Writer(ServiceName service, CellName cell) {}

    FenceRules(Agenda agenda, Judge judge) {
        this.agenda = agenda;
        this.judge = judge;
    }

    void taken(Service service, @Nullable Fence before, Fence next) {
        everTaken.merge(new Writer(service.name(), next.cell()), next.epoch(), Math::max);
        Long former = highest.put(service.name(), next.epoch());
        judge.require(
                former == null || next.epoch() > former,
                "each change that the provider takes has a higher epoch than all before it",
                () -> former + " became " + next.text());
        if (before != null) {
            keepsClaim(before, next);
            keepsHolds(before, next);
        }
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

    private void keepsClaim(Fence before, Fence next) {
        Instant until = before.until();
        judge.require(
                !clocksAreRight
                        || before.phase() != Fence.Phase.MOVING
                        || before.sameWriter(next)
                        || until != null && !agenda.instant(CLOCKS).isBefore(until),
                "nobody but its owner writes while a claim lasts",
                () -> before.text() + " became " + next.text());
    }

    /** Another cell's order, {@code o@us-east-1:1767225600}, is only replaced by one of its kind. */
    private void keepsHolds(Fence before, Fence next) {
        for (String word : words(before.hold())) {
            String kind = word.substring(0, 2);
            boolean moved = !before.active().equals(next.active());
            if (kind.equals("d@") || moved && kind.equals("o@")) {
                // A drill ends when its traffic has to leave, and an override with the next one.
                continue;
            }
            boolean own = word.startsWith(kind + next.cell() + ":");
            boolean kept = words(next.hold()).stream()
                    .anyMatch(other -> other.equals(word) || other.startsWith("o@") && word.startsWith("o@"));
            judge.require(
                    own || kept || ended(word),
                    "nobody erases another cell's order from the fence",
                    () -> before.text() + " became " + next.text());
        }
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
