package io.signalbox.contract;

import static io.signalbox.contract.Samples.AT;
import static io.signalbox.contract.Samples.CELL;
import static io.signalbox.contract.Samples.CLAIM;
import static io.signalbox.contract.Samples.DIGEST;
import static io.signalbox.contract.Samples.EAST;
import static io.signalbox.contract.Samples.FENCE;
import static io.signalbox.contract.Samples.HOSTNAME;
import static io.signalbox.contract.Samples.ORDERS;
import static io.signalbox.contract.Samples.REASON;
import static io.signalbox.contract.Samples.WEST;

import io.signalbox.contract.Outcome.DriftSighting;
import io.signalbox.contract.Samples.Sample;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.step.Through;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What travels for the proof through the name, and for records that another writer has changed. */
final class ProofSamples {

    private ProofSamples() {}

    static List<Sample<?>> all() {
        var statuses = List.of(new Through.Statuses(200, 299), new Through.Statuses(304, 304));
        return List.of(
                command(
                        "dns-switch-through",
                        new Through(8443, true, new Through.Request("GET", "/healthz", statuses)),
                        null),
                command("dns-switch-overwriting", new Through(5432, false, null), true),
                command(
                        "dns-switch-candidates",
                        new StepArguments.DnsSwitch(
                                        "example.com", HOSTNAME, WEST, List.of(), records(), null, null, null)
                                .removing(List.of(), List.of(records("192.0.2.10"), records("192.0.2.99")))),
                new Sample<>(
                        "outcome-reached",
                        Outcome.class,
                        new StepOutcome(
                                1,
                                ORDERS,
                                "us-west-2.orders.18",
                                0,
                                3,
                                AT,
                                new StepOutcome.Done(records()),
                                FENCE,
                                Map.of("received", AT, "reached", AT.plusMillis(60)),
                                null)),
                drift("seen", true, "192.0.2.99", "user build-server at 2026-03-01T11:59:00Z"),
                drift("gone", false, "198.51.100.10", null),
                new Sample<>("journal-reached", JournalEntry.class, journal()));
    }

    private static Sample<Command> command(String kind, Through through, @Nullable Boolean overwrite) {
        return command(
                kind,
                new StepArguments.DnsSwitch(
                        "example.com", HOSTNAME, WEST, List.of(), records(), through, overwrite, null));
    }

    private static Sample<Command> command(String kind, StepArguments.DnsSwitch arguments) {
        var command = new Command(
                1,
                ORDERS,
                CELL,
                "us-west-2.orders.18",
                0,
                1,
                AT,
                AT.plusSeconds(30),
                FENCE,
                CLAIM,
                null,
                arguments,
                DIGEST,
                null,
                null,
                null,
                null);
        return new Sample<>("command-" + kind, Command.class, command);
    }

    private static List<RecordSet> records() {
        return records("198.51.100.10");
    }

    private static List<RecordSet> records(String address) {
        return List.of(new RecordSet(HOSTNAME, RecordType.A, 60L, null, null, List.of(address), null, null, null));
    }

    private static Sample<Outcome> drift(String kind, boolean drifted, String found, @Nullable String writer) {
        return new Sample<>(
                "drift-" + kind,
                Outcome.class,
                new DriftSighting(
                        1, ORDERS, AT, 17, drifted, "A 198.51.100.10", "A " + found, List.of("A " + found), writer));
    }

    private static JournalEntry journal() {
        var times = new RecoveryTimes(
                null, null, AT, AT.plusMillis(40), AT.plusMillis(900), AT.plusMillis(950), AT.plusMillis(960));
        return new JournalEntry(
                1,
                ORDERS,
                14,
                AT.plusSeconds(1),
                "move-done",
                EAST,
                WEST,
                18,
                "m18-53",
                0,
                null,
                null,
                REASON,
                null,
                times);
    }
}
