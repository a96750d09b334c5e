package io.signalbox.probe.calculated;

import io.netty.channel.EventLoop;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.Checker;
import io.signalbox.probe.check.LatestResults;
import io.signalbox.probe.check.UndecidedReason;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.kind.CheckKind;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Counts current results of the site's other checks. Undecided while those without one could matter. */
public final class CalculatedChecker implements Checker {

    public static final CheckKind<Check.Calculated> KIND = new CheckKind<>(
            Check.Calculated.class,
            setup -> new CalculatedChecker(setup.configured().name(), setup.check(), setup.latest()));

    private static final Timings AT_ONCE = Timings.total(0);
    private static final int LONGEST_DETAIL = 200;

    private final List<CheckName> of;
    private final int atLeast;
    private final LatestResults latest;

    /** @param check this check's own name; the other checks belong to the same site */
    public CalculatedChecker(CheckName check, Check.Calculated calculated, LatestResults latest) {
        this.of = calculated.of().stream()
                .map(probe -> new CheckName(check.service(), check.site(), probe))
                .toList();
        this.atLeast = calculated.atLeast();
        this.latest = latest;
    }

    @Override
    public void begin(EventLoop loop, CheckResult.Listener listener) {
        int passed = 0;
        int failed = 0;
        long sinceNanos = System.nanoTime();
        var failing = new StringJoiner(", ");
        for (CheckName name : of) {
            LatestResults.@Nullable Seen seen = latest.of(name);
            if (seen != null && seen.passed()) {
                passed++;
            } else if (seen != null) {
                failed++;
                failing.add(name.probe().value());
                sinceNanos = sinceNanos - seen.startedNanos() > 0 ? seen.startedNanos() : sinceNanos;
            }
        }
        if (passed >= atLeast) {
            listener.found(new CheckResult(new ProbeResult.Passed(AT_ONCE), null));
        } else if (of.size() - failed < atLeast) {
            // Dated to the oldest failure it rests on: if the vantage was sick then, the failure does not count.
            listener.found(failure(passed, failing.toString()), sinceNanos);
        } else {
            listener.undecided(UndecidedReason.TOO_FEW_KNOWN);
        }
    }

    private CheckResult failure(int passed, String failing) {
        String detail = passed + " of " + of.size() + " pass, expected " + atLeast + "; failing: " + failing;
        return new CheckResult(
                new ProbeResult.Failed(
                        AT_ONCE, Cause.TOO_FEW, detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL))),
                null);
    }
}
