package io.signalbox.probe.check;

import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.probe.certificates.CertificateExpiry;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The result of one probe.
 *
 * @param expiry of the certificates that the server sent; null without certificates
 * @param dependencies of a failure: if none of them worked, the failure says nothing about the site; empty if it
 *     depends on the vantage as a whole only
 * @param unconnected the connection that failed; null if it did not fail, or if other checks cannot use it
 */
public record CheckResult(
        ProbeResult result,
        @Nullable CertificateExpiry expiry,
        Set<Dependency> dependencies,
        @Nullable ConnectFailure unconnected) {

    public CheckResult {
        dependencies = Set.copyOf(dependencies);
    }

    /** The result of an attempt at one address. */
    public static CheckResult at(InetAddress address, ProbeResult result, @Nullable CertificateExpiry expiry) {
        boolean failed = result instanceof ProbeResult.Failed;
        return new CheckResult(result, expiry, failed ? Set.of(Dependency.of(address)) : Set.of());
    }

    public CheckResult(ProbeResult result, @Nullable CertificateExpiry expiry, Set<Dependency> dependencies) {
        this(result, expiry, dependencies, null);
    }

    public CheckResult(ProbeResult result, @Nullable CertificateExpiry expiry) {
        this(result, expiry, Set.of());
    }

    /** The same result with a failed connection. */
    public CheckResult to(@Nullable ConnectFailure failure) {
        return failure == null ? this : new CheckResult(result, expiry, dependencies, failure);
    }

    /** The earliest expiry among the certificates; null without certificates. */
    public @Nullable Instant certificateExpiry() {
        return expiry == null ? null : expiry.earliest();
    }

    /** When the last path to a trusted certificate expires; null if there is none, or no certificate. */
    public @Nullable Instant chainExpiry() {
        return expiry == null ? null : expiry.chain();
    }

    public boolean passed() {
        return result instanceof ProbeResult.Passed;
    }

    /** Receives the result of one probe: exactly one call, on its event loop, after its connection is closed. */
    public interface Listener {
        void found(CheckResult checkResult);

        /** A failure that is older than the probe. @param sinceNanos when it was first seen */
        default void found(CheckResult checkResult, long sinceNanos) {
            found(checkResult);
        }

        /** The probe has no result: there is no vote. */
        void undecided(UndecidedReason why);

        /** A listener that handles results with {@code found} and passes on that there is none. */
        default Listener after(Consumer<CheckResult> found) {
            var last = this;
            return new Listener() {
                @Override
                public void found(CheckResult checkResult) {
                    found.accept(checkResult);
                }

                @Override
                public void undecided(UndecidedReason why) {
                    last.undecided(why);
                }
            };
        }
    }
}
