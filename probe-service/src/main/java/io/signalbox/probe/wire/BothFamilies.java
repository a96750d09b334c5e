package io.signalbox.probe.wire;

import io.netty.channel.EventLoop;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.ProbeResult.Failed;
import io.signalbox.contract.evidence.ProbeResult.Passed;
import io.signalbox.contract.evidence.Timings;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The same over IPv4 and over IPv6, both at once: one probe, which passes when both pass, and lasts as long as the slower. */
public record BothFamilies(Inquiry ipv4, Inquiry ipv6) implements Inquiry {

    private static final int LONGEST_OF_TWO = 80;

    @Override
    public void begin(EventLoop loop, Finding.Listener listener) {
        var pair = new Pair(listener);
        ipv4.begin(loop, pair.half(Family.IPV4));
        ipv6.begin(loop, pair.half(Family.IPV6));
    }

    @Override
    public void close() {
        ipv4.close();
        ipv6.close();
    }

    /** One probe under way. Lives on one event loop. */
    private static final class Pair {

        private final Finding.Listener listener;
        private @Nullable Finding first;
        private @Nullable Finding second;
        private @Nullable Undecided why;
        private final long startedNanos = System.nanoTime();
        /** When the older failure was first seen. */
        private long sinceNanos = startedNanos;

        private int ended;

        Pair(Finding.Listener listener) {
            this.listener = listener;
        }

        Finding.Listener half(Family family) {
            return new Finding.Listener() {
                @Override
                public void found(Finding finding) {
                    found(finding, startedNanos);
                }

                @Override
                public void found(Finding finding, long since) {
                    sinceNanos = since - sinceNanos < 0 ? since : sinceNanos;
                    if (family == Family.IPV4) {
                        first = finding;
                    } else {
                        second = finding;
                    }
                    end();
                }

                @Override
                public void undecided(Undecided because) {
                    why = because;
                    end();
                }
            };
        }

        private void end() {
            ended++;
            if (ended < Family.values().length) {
                return;
            }
            if (first != null && second != null) {
                listener.found(both(first, second), sinceNanos);
            } else if (first != null && first.result() instanceof Failed failed) {
                listener.found(alone(Family.IPV4, first, failed), sinceNanos);
            } else if (second != null && second.result() instanceof Failed failed) {
                listener.found(alone(Family.IPV6, second, failed), sinceNanos);
            } else {
                listener.undecided(Objects.requireNonNull(why));
            }
        }
    }

    /** The other says nothing, and could change nothing. */
    private static Finding alone(Family family, Finding finding, Failed failed) {
        return new Finding(failed(family, failed, failed.timings()), finding.expiry(), finding.dependencies());
    }

    private static Finding both(Finding ipv4, Finding ipv6) {
        Timings one = ipv4.result().timings();
        Timings other = ipv6.result().timings();
        Timings slower = one.total() >= other.total() ? one : other;
        return new Finding(
                result(ipv4.result(), ipv6.result(), slower),
                Expiry.earlier(ipv4.expiry(), ipv6.expiry()),
                Stream.of(ipv4, ipv6)
                        .flatMap(half -> half.dependencies().stream())
                        .collect(Collectors.toSet()));
    }

    private static ProbeResult result(ProbeResult ipv4, ProbeResult ipv6, Timings slower) {
        return switch (ipv4) {
            case Passed _ ->
                switch (ipv6) {
                    case Passed _ -> new Passed(slower);
                    case Failed failed -> failed(Family.IPV6, failed, slower);
                };
            case Failed one ->
                switch (ipv6) {
                    case Passed _ -> failed(Family.IPV4, one, slower);
                    case Failed other -> failed(one, other, slower);
                };
        };
    }

    private static Failed failed(Family family, Failed failed, Timings timings) {
        var failure = new Failure(failed.cause(), family + ": " + failed.detail());
        return new Failed(timings, failure.cause(), failure.detail());
    }

    /** With the cause of IPv4; that of IPv6 is told in words. */
    private static Failed failed(Failed ipv4, Failed ipv6, Timings timings) {
        String detail = Family.IPV4 + ": " + begun(ipv4.detail()) + "; " + Family.IPV6 + ": " + ipv6.cause() + ", "
                + begun(ipv6.detail());
        return new Failed(timings, ipv4.cause(), new Failure(ipv4.cause(), detail).detail());
    }

    private static String begun(String detail) {
        return detail.substring(0, Math.min(detail.length(), LONGEST_OF_TWO));
    }
}
