package io.signalbox.bench.stream;

import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.CheckHistory;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The observations of one check at one vantage, with their history. The contract's codec writes them once; afterwards only the sequence
 * number, the number of equal results in a row and their duration change, so that generating load costs little.
 */
final class CheckMessages {

    /** All sequence numbers have the same number of digits. */
    private static final long FIRST_SEQUENCE = 1_000_000_000L;

    private static final int DIGITS = 10;
    private static final int MOST_IN_ROW = 999;
    private static final int ROW_DIGITS = 3;
    private static final long LONGEST_MICROS = 999_999_999_999L;
    private static final int LASTED_DIGITS = 12;
    private static final int MICRO = 1_000;

    /** Never two in a row: counters change and verdicts do not. */
    private static final int FAILS_ONE_IN = 16;

    private static final long AGE_MICROS = 1_500;
    private static final Timings TOOK = new Timings(310, 820, 1_930, 2_440, 120, 5_620);
    private static final Codec<Observation> CODEC = Codec.of(Observation.class);

    private final ServiceName service;
    private final SiteName site;
    private final byte[] key;
    private final byte[] passed;
    private final byte[] failed;
    private final int passedDigits;
    private final int failedDigits;
    private final int passedRow;
    private final int failedRow;
    private final int passedLasted;
    private final int failedLasted;
    private long sequence = FIRST_SEQUENCE;
    private int inRow;
    private long beganNanos;
    private boolean passing;

    private CheckMessages(Topology topology, Service service, Site site, VantageName vantage, int offset) {
        this.service = service.name();
        this.site = site.name();
        key = service.name().value().getBytes(StandardCharsets.UTF_8);
        passed = message(topology, service, site, vantage, new ProbeResult.Passed(TOOK));
        failed = message(
                topology, service, site, vantage, new ProbeResult.Failed(TOOK, Cause.REFUSED, "connection refused"));
        passedDigits = digits(passed, FIRST_SEQUENCE);
        failedDigits = digits(failed, FIRST_SEQUENCE);
        passedRow = digits(passed, MOST_IN_ROW);
        failedRow = digits(failed, MOST_IN_ROW);
        passedLasted = digits(passed, LONGEST_MICROS);
        failedLasted = digits(failed, LONGEST_MICROS);
        sequence += offset % FAILS_ONE_IN;
    }

    /** All checks of one vantage, in the order of the topology. */
    static List<CheckMessages> of(Topology topology, VantageName vantage) {
        var checks = new ArrayList<CheckMessages>();
        for (Service service : topology.services()) {
            for (Site site : service.sites()) {
                checks.add(new CheckMessages(topology, service, site, vantage, checks.size()));
            }
        }
        return checks;
    }

    private static byte[] message(
            Topology topology, Service service, Site site, VantageName vantage, ProbeResult result) {
        return CODEC.write(new Observation(
                Observation.VERSION,
                service.name(),
                site.name(),
                site.probes().getFirst().name(),
                vantage,
                "0c1a8d6e5b7f4d21",
                FIRST_SEQUENCE,
                AGE_MICROS,
                result,
                null,
                VantageHealth.HEALTHY,
                topology.digest(),
                site.checkDigests().get(site.probes().getFirst().name()),
                new CheckHistory(0, MOST_IN_ROW, LONGEST_MICROS, null)));
    }

    private static int digits(byte[] message, long number) {
        int at = new String(message, StandardCharsets.US_ASCII).indexOf(":" + number);
        if (at < 0) {
            throw new IllegalStateException(number + " is not found in the serialised observation");
        }
        return at + 1;
    }

    ServiceName service() {
        return service;
    }

    SiteName site() {
        return site;
    }

    /** Failures up to the newest message; 0 when it passes. */
    int failuresInRow() {
        return passing ? 0 : inRow;
    }

    byte[] key() {
        return key;
    }

    /** The next message, valid until the next call. @param lost whether the site fails permanently */
    byte[] next(boolean lost) {
        sequence++;
        boolean passes = !lost && sequence % FAILS_ONE_IN != 0;
        inRow = passes == passing ? Math.min(inRow + 1, MOST_IN_ROW) : 1;
        passing = passes;
        long now = System.nanoTime();
        beganNanos = inRow == 1 ? now : beganNanos;
        byte[] message = passes ? passed : failed;
        write(message, passes ? passedDigits : failedDigits, DIGITS, sequence);
        write(message, passes ? passedRow : failedRow, ROW_DIGITS, inRow);
        write(message, passes ? passedLasted : failedLasted, LASTED_DIGITS, (now - beganNanos) / MICRO);
        return message;
    }

    /** Numbers with fewer digits follow spaces, which JSON allows. Zero is one digit. */
    private static void write(byte[] message, int at, int digits, long number) {
        long rest = number;
        for (int digit = digits - 1; digit >= 0; digit--) {
            message[at + digit] = (byte) (rest == 0 && digit < digits - 1 ? ' ' : '0' + rest % 10);
            rest /= 10;
        }
    }
}
