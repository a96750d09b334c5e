package io.signalbox.probe.wire;

import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import io.signalbox.contract.evidence.ProbeResult.Failed;
import io.signalbox.contract.evidence.ProbeResult.Passed;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.probe.certificates.CertificateExpiry;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.Checker;
import io.signalbox.probe.check.Dependency;
import io.signalbox.probe.check.Failure;
import io.signalbox.probe.check.UndecidedReason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Probes all addresses of a name at once, or in rotation. {@link AddressStreaks} decides on failure. */
public final class PerAddressChecker implements Checker {

    private static final int MICRO = 1_000;

    private final NetworkStack network;
    private final AddressLookup.Request name;
    private final Function<Route, Checker> checker;
    private final boolean atOnce;
    private final KnownAddresses known = new KnownAddresses();
    private final AddressStreaks<InetAddress> streaks;
    private final Map<InetAddress, Checker> checkers = new HashMap<>();

    /** The name to resolve before each probe. @param address unresolved @param route to every address */
    public record Name(InetSocketAddress address, Route route, long timeoutNanos) {}

    /** The numbers of results in a row that take an address down, and up again. */
    public record Thresholds(int fall, int rise) {}

    /** @param checker of one address, by its route @param atOnce whether each probe goes to all */
    public PerAddressChecker(
            Network network, Name name, Thresholds thresholds, boolean atOnce, Function<Route, Checker> checker) {
        this.network = network.stack();
        this.name = new AddressLookup.Request(name.address(), name.route(), name.timeoutNanos());
        this.streaks = new AddressStreaks<>(thresholds.fall(), thresholds.rise());
        this.checker = checker;
        this.atOnce = atOnce;
    }

    @Override
    public void begin(EventLoop loop, CheckResult.Listener listener) {
        AddressLookup.begin(network, loop, name, known, new Round(loop, listener));
    }

    @Override
    public void close() {
        checkers.values().forEach(Checker::close);
        checkers.clear();
    }

    private Checker at(InetAddress address) {
        return checkers.computeIfAbsent(
                address, to -> checker.apply(name.route().to(to)));
    }

    private void forgetAllBut(List<InetAddress> addresses) {
        checkers.entrySet().removeIf(entry -> {
            boolean gone = !addresses.contains(entry.getKey());
            if (gone) {
                entry.getValue().close();
            }
            return gone;
        });
    }

    /** One running probe. Runs on one event loop. */
    private final class Round implements AddressLookup.Listener {

        private final EventLoop loop;
        private final CheckResult.Listener listener;
        private final long startedNanos = System.nanoTime();
        private int count;
        private boolean old;
        private int underWay;
        private @Nullable UndecidedReason why;
        private Timings slowest = Timings.total(0);
        private @Nullable CertificateExpiry expiry;

        Round(EventLoop loop, CheckResult.Listener listener) {
            this.loop = loop;
            this.listener = listener;
        }

        @Override
        public void found(List<InetSocketAddress> answer, boolean isOld) {
            List<InetAddress> addresses = known.ordered(answer).stream()
                    .map(InetSocketAddress::getAddress)
                    .toList();
            old = isOld;
            count = addresses.size();
            streaks.begin(addresses);
            forgetAllBut(addresses);
            List<InetAddress> chosen = atOnce ? addresses : List.of(streaks.next(addresses));
            underWay = chosen.size();
            for (InetAddress address : chosen) {
                at(address).begin(loop, part(address));
            }
        }

        @Override
        public void notFound(AddressLookup.NotFound why) {
            Failure failure = why.failure();
            var result = new Failed(Timings.total(elapsedMicros()), failure.cause(), failure.detail());
            listener.found(new CheckResult(result, null, why.dependencies()));
        }

        @Override
        public void undecided(UndecidedReason because) {
            listener.undecided(because);
        }

        private CheckResult.Listener part(InetAddress address) {
            return new CheckResult.Listener() {
                @Override
                public void found(CheckResult checkResult) {
                    if (old && !checkResult.passed()) {
                        why = UndecidedReason.OLD_ADDRESS;
                    } else {
                        add(address, checkResult);
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

        private void add(InetAddress address, CheckResult checkResult) {
            switch (checkResult.result()) {
                case Passed _ -> streaks.passed(address);
                case Failed failed -> streaks.failed(address, failed, startedNanos);
            }
            Timings took = checkResult.result().timings();
            slowest = took.total() >= slowest.total() ? took : slowest;
            expiry = CertificateExpiry.earlier(expiry, checkResult.expiry());
        }

        private void end() {
            underWay--;
            if (underWay > 0) {
                return;
            }
            List<AddressStreaks.Streak<InetAddress>> failing = streaks.end();
            if (!failing.isEmpty()) {
                // Dated to the start of the failing probe: if the vantage was sick then, the failure does not count.
                var dependencies = Set.of(Dependency.of(failing.getFirst().address()));
                listener.found(
                        new CheckResult(failed(failing), expiry, dependencies),
                        failing.getFirst().startedNanos());
            } else if (why != null) {
                listener.undecided(why);
            } else {
                listener.found(new CheckResult(new Passed(took()), expiry));
            }
        }

        private Failed failed(List<AddressStreaks.Streak<InetAddress>> failing) {
            Failed worst = failing.getFirst().failure();
            String which = failing.stream()
                    .map(streak -> NetUtil.toAddressString(streak.address()) + " "
                            + streak.failure().cause() + " x" + streak.failures())
                    .collect(Collectors.joining(", "));
            var failure = new Failure(
                    worst.cause(),
                    failing.size() + " of " + count + " addresses fail: " + which + "; the first: " + worst.detail());
            return new Failed(took(), failure.cause(), failure.detail());
        }

        private Timings took() {
            return slowest.lasting(elapsedMicros());
        }

        private long elapsedMicros() {
            return (System.nanoTime() - startedNanos) / MICRO;
        }
    }
}
