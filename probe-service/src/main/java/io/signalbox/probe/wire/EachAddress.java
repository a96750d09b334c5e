package io.signalbox.probe.wire;

import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import io.signalbox.contract.evidence.ProbeResult.Failed;
import io.signalbox.contract.evidence.ProbeResult.Passed;
import io.signalbox.contract.evidence.Timings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The same at each address of a name, all at once or one after the other, one each time. {@link AddressRuns} says when it fails. */
public final class EachAddress implements Inquiry {

    private static final int MICRO = 1_000;

    private final Network network;
    private final Lookup.Question name;
    private final Function<Route, Inquiry> inquiry;
    private final boolean atOnce;
    private final KnownAddresses known = new KnownAddresses();
    private final AddressRuns<InetAddress> runs;
    private final Map<InetAddress, Inquiry> inquiries = new HashMap<>();

    /** What is looked up each time. @param address without an address yet @param route to every address */
    public record Name(InetSocketAddress address, Route route, long timeoutNanos) {}

    /** What an address must do to be down, and what to be up again, in a row. */
    public record Thresholds(int fall, int rise) {}

    /**
     * @param inquiry at one address, as the route says
     * @param atOnce whether each probe goes to all of them
     */
    public EachAddress(
            Network network, Name name, Thresholds thresholds, boolean atOnce, Function<Route, Inquiry> inquiry) {
        this.network = network;
        this.name = new Lookup.Question(name.address(), name.route(), name.timeoutNanos());
        this.runs = new AddressRuns<>(thresholds.fall(), thresholds.rise());
        this.inquiry = inquiry;
        this.atOnce = atOnce;
    }

    @Override
    public void begin(EventLoop loop, Finding.Listener listener) {
        Lookup.begin(network, loop, name, known, new Round(loop, listener));
    }

    @Override
    public void close() {
        inquiries.values().forEach(Inquiry::close);
        inquiries.clear();
    }

    private Inquiry at(InetAddress address) {
        return inquiries.computeIfAbsent(
                address, to -> inquiry.apply(name.route().to(to)));
    }

    private void forgetAllBut(List<InetAddress> addresses) {
        inquiries.entrySet().removeIf(entry -> {
            boolean gone = !addresses.contains(entry.getKey());
            if (gone) {
                entry.getValue().close();
            }
            return gone;
        });
    }

    /** One probe under way. Lives on one event loop. */
    private final class Round implements Lookup.Listener {

        private final EventLoop loop;
        private final Finding.Listener listener;
        private final long startedNanos = System.nanoTime();
        private int count;
        private boolean old;
        private int underWay;
        private @Nullable Undecided why;
        private Timings slowest = Timings.total(0);
        private @Nullable Expiry expiry;

        Round(EventLoop loop, Finding.Listener listener) {
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
            runs.begin(addresses);
            forgetAllBut(addresses);
            List<InetAddress> chosen = atOnce ? addresses : List.of(runs.next(addresses));
            underWay = chosen.size();
            for (InetAddress address : chosen) {
                at(address).begin(loop, part(address));
            }
        }

        @Override
        public void notFound(Lookup.NotFound why) {
            Failure failure = why.failure();
            var result = new Failed(Timings.total(elapsedMicros()), failure.cause(), failure.detail());
            listener.found(new Finding(result, null, why.dependencies()));
        }

        @Override
        public void undecided(Undecided because) {
            listener.undecided(because);
        }

        private Finding.Listener part(InetAddress address) {
            return new Finding.Listener() {
                @Override
                public void found(Finding finding) {
                    if (old && !finding.passed()) {
                        why = Undecided.OLD_ADDRESS;
                    } else {
                        add(address, finding);
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

        private void add(InetAddress address, Finding finding) {
            switch (finding.result()) {
                case Passed _ -> runs.passed(address);
                case Failed failed -> runs.failed(address, failed, startedNanos);
            }
            Timings took = finding.result().timings();
            slowest = took.total() >= slowest.total() ? took : slowest;
            expiry = Expiry.earlier(expiry, finding.expiry());
        }

        private void end() {
            underWay--;
            if (underWay > 0) {
                return;
            }
            List<AddressRuns.Run<InetAddress>> failing = runs.end();
            if (!failing.isEmpty()) {
                // As old as what it rests on: a vantage that was sick then has not seen the address fail.
                var dependencies = Set.of(Dependency.of(failing.getFirst().address()));
                listener.found(
                        new Finding(failed(failing), expiry, dependencies),
                        failing.getFirst().startedNanos());
            } else if (why != null) {
                listener.undecided(why);
            } else {
                listener.found(new Finding(new Passed(took()), expiry));
            }
        }

        private Failed failed(List<AddressRuns.Run<InetAddress>> failing) {
            Failed worst = failing.getFirst().failure();
            String which = failing.stream()
                    .map(run -> NetUtil.toAddressString(run.address()) + " "
                            + run.failure().cause() + " x" + run.failures())
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
