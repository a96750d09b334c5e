package io.signalbox.probe.wire;

import io.signalbox.contract.evidence.ProbeResult;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt found.
 *
 * @param expiry of the certificates that were shown; null when none were
 * @param dependencies of a failure: it says nothing of the site when none of them worked; empty when it depends on the vantage as a
 *     whole only
 * @param unconnected where it could not even connect to; null otherwise, and where it is not told
 */
public record Finding(
        ProbeResult result,
        @Nullable Expiry expiry,
        Set<Dependency> dependencies,
        @Nullable ConnectFailure unconnected) {

    public Finding {
        dependencies = Set.copyOf(dependencies);
    }

    /** Of an attempt at an address. */
    static Finding at(InetAddress address, ProbeResult result, @Nullable Expiry expiry) {
        boolean failed = result instanceof ProbeResult.Failed;
        return new Finding(result, expiry, failed ? Set.of(Dependency.of(address)) : Set.of());
    }

    public Finding(ProbeResult result, @Nullable Expiry expiry, Set<Dependency> dependencies) {
        this(result, expiry, dependencies, null);
    }

    public Finding(ProbeResult result, @Nullable Expiry expiry) {
        this(result, expiry, Set.of());
    }

    /** The same of what could not be connected to. */
    Finding to(@Nullable ConnectFailure failure) {
        return failure == null ? this : new Finding(result, expiry, dependencies, failure);
    }

    /** The earliest end of the certificates that were shown; null when none were. */
    public @Nullable Instant certificateExpiry() {
        return expiry == null ? null : expiry.earliest();
    }

    /** When no path to a trusted certificate is valid any more; null when none is, or nothing was shown. */
    public @Nullable Instant chainExpiry() {
        return expiry == null ? null : expiry.chain();
    }

    public boolean passed() {
        return result instanceof ProbeResult.Passed;
    }

    /** Told once per attempt, on its event loop, after its connection is closed. */
    public interface Listener {
        void found(Finding finding);

        /**
         * Told once, too: what began before it ended can only tell this much later.
         *
         * @param sinceNanos when what was found was first seen, before the probe began
         */
        default void found(Finding finding, long sinceNanos) {
            found(finding);
        }

        /** Told instead of a finding, by what has nothing to say of the site: there is no vote then. */
        void undecided(Undecided why);

        /** One that is told of findings in this way, and passes on that there is none. */
        default Listener after(Consumer<Finding> found) {
            var last = this;
            return new Listener() {
                @Override
                public void found(Finding finding) {
                    found.accept(finding);
                }

                @Override
                public void undecided(Undecided why) {
                    last.undecided(why);
                }
            };
        }
    }
}
