package io.signalbox.probe.engine;

import io.netty.channel.EventLoop;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.wire.Finding;
import io.signalbox.probe.wire.Inquiry;
import io.signalbox.probe.wire.Undecided;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Counts what other probes of the site have found last. Those that say nothing count as neither: as long as they could change
 * the outcome, there is none.
 */
public final class CalculatedInquiry implements Inquiry {

    private static final Timings AT_ONCE = Timings.total(0);
    private static final int LONGEST_DETAIL = 200;

    private final List<CheckName> of;
    private final int atLeast;
    private final Latest latest;

    /** @param check its own name, from which those of the others follow */
    public CalculatedInquiry(CheckName check, Check.Calculated calculated, Latest latest) {
        this.of = calculated.of().stream()
                .map(probe -> new CheckName(check.service(), check.site(), probe))
                .toList();
        this.atLeast = calculated.atLeast();
        this.latest = latest;
    }

    @Override
    public void begin(EventLoop loop, Finding.Listener listener) {
        int passed = 0;
        int failed = 0;
        long sinceNanos = System.nanoTime();
        var failing = new StringJoiner(", ");
        for (CheckName name : of) {
            Latest.@Nullable Seen seen = latest.of(name);
            if (seen != null && seen.passed()) {
                passed++;
            } else if (seen != null) {
                failed++;
                failing.add(name.probe().value());
                sinceNanos = sinceNanos - seen.startedNanos() > 0 ? seen.startedNanos() : sinceNanos;
            }
        }
        if (passed >= atLeast) {
            listener.found(new Finding(new ProbeResult.Passed(AT_ONCE), null));
        } else if (of.size() - failed < atLeast) {
            // As old as what it rests on: a vantage that was sick then has not seen the site fail.
            listener.found(failure(passed, failing.toString()), sinceNanos);
        } else {
            listener.undecided(Undecided.TOO_FEW_KNOWN);
        }
    }

    private Finding failure(int passed, String failing) {
        String detail = passed + " of " + of.size() + " pass, expected " + atLeast + "; failing: " + failing;
        return new Finding(
                new ProbeResult.Failed(
                        AT_ONCE, Cause.TOO_FEW, detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL))),
                null);
    }
}
