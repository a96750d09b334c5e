package io.signalbox.probe.check;

import io.netty.channel.EventLoop;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.ProbeResult.Failed;
import io.signalbox.contract.evidence.ProbeResult.Passed;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.probe.certificates.CertificateExpiry;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs the same probe over IPv4 and IPv6 at once. Passes when both pass, and takes as long as the slower. */
public record DualStackChecker(Checker ipv4, Checker ipv6) implements Checker {

    private static final int LONGEST_OF_TWO = 80;

    @Override
    public void begin(EventLoop loop, CheckResult.Listener listener) {
        var pair = new Pair(listener);
        ipv4.begin(loop, pair.half(IpFamily.IPV4));
        ipv6.begin(loop, pair.half(IpFamily.IPV6));
    }

    @Override
    public void close() {
        ipv4.close();
        ipv6.close();
    }

    /** One running probe. Runs on one event loop. */
    private static final class Pair {

        private final CheckResult.Listener listener;
        private @Nullable CheckResult first;
        private @Nullable CheckResult second;
        private @Nullable UndecidedReason why;
        private final long startedNanos = System.nanoTime();
        /** When the older failure was first seen. */
        private long sinceNanos = startedNanos;

        private int ended;

        Pair(CheckResult.Listener listener) {
            this.listener = listener;
        }

        CheckResult.Listener half(IpFamily family) {
            return new CheckResult.Listener() {
                @Override
                public void found(CheckResult checkResult) {
                    found(checkResult, startedNanos);
                }

                @Override
                public void found(CheckResult checkResult, long since) {
                    sinceNanos = since - sinceNanos < 0 ? since : sinceNanos;
                    if (family == IpFamily.IPV4) {
                        first = checkResult;
                    } else {
                        second = checkResult;
                    }
                    end();
                }

                @Override
                public void undecided(UndecidedReason because) {
                    why = because;
                    end();
                }
            };
        }

        private void end() {
            ended++;
            if (ended < IpFamily.values().length) {
                return;
            }
            if (first != null && second != null) {
                listener.found(both(first, second), sinceNanos);
            } else if (first != null && first.result() instanceof Failed failed) {
                listener.found(alone(IpFamily.IPV4, first, failed), sinceNanos);
            } else if (second != null && second.result() instanceof Failed failed) {
                listener.found(alone(IpFamily.IPV6, second, failed), sinceNanos);
            } else {
                listener.undecided(Objects.requireNonNull(why));
            }
        }
    }

    /** One half failed and the other is undecided, which cannot change the result. */
    private static CheckResult alone(IpFamily family, CheckResult checkResult, Failed failed) {
        return new CheckResult(
                failed(family, failed, failed.timings()), checkResult.expiry(), checkResult.dependencies());
    }

    private static CheckResult both(CheckResult ipv4, CheckResult ipv6) {
        Timings one = ipv4.result().timings();
        Timings other = ipv6.result().timings();
        Timings slower = one.total() >= other.total() ? one : other;
        return new CheckResult(
                result(ipv4.result(), ipv6.result(), slower),
                CertificateExpiry.earlier(ipv4.expiry(), ipv6.expiry()),
                Stream.of(ipv4, ipv6)
                        .flatMap(half -> half.dependencies().stream())
                        .collect(Collectors.toSet()));
    }

    private static ProbeResult result(ProbeResult ipv4, ProbeResult ipv6, Timings slower) {
        return switch (ipv4) {
            case Passed _ ->
                switch (ipv6) {
                    case Passed _ -> new Passed(slower);
                    case Failed failed -> failed(IpFamily.IPV6, failed, slower);
                };
            case Failed one ->
                switch (ipv6) {
                    case Passed _ -> failed(IpFamily.IPV4, one, slower);
                    case Failed other -> failed(one, other, slower);
                };
        };
    }

    private static Failed failed(IpFamily family, Failed failed, Timings timings) {
        var failure = new Failure(failed.cause(), family + ": " + failed.detail());
        return new Failed(timings, failure.cause(), failure.detail());
    }

    /** With the cause of IPv4; the cause of IPv6 is in the detail. */
    private static Failed failed(Failed ipv4, Failed ipv6, Timings timings) {
        String detail = IpFamily.IPV4 + ": " + begun(ipv4.detail()) + "; " + IpFamily.IPV6 + ": " + ipv6.cause() + ", "
                + begun(ipv6.detail());
        return new Failed(timings, ipv4.cause(), new Failure(ipv4.cause(), detail).detail());
    }

    private static String begun(String detail) {
        return detail.substring(0, Math.min(detail.length(), LONGEST_OF_TWO));
    }
}
