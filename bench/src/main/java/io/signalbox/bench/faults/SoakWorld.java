package io.signalbox.bench.faults;

import io.signalbox.bench.probe.ProberSetup;
import io.signalbox.bench.probe.TargetBehavior;
import java.nio.file.Path;
import java.util.List;

/** A prober with the servers that a soak run needs, in an isolated network. */
final class SoakWorld implements AutoCloseable {

    private final SoakChecks checks;
    private final FaultyNameServer names = new FaultyNameServer();
    private final TlsServer sites;
    private final ProberSetup prober;

    SoakWorld(Path directory, int plain, int shared, int few) {
        sites = new TlsServer(directory.resolve("certificates"));
        checks = new SoakChecks(plain, shared, few, few, few, sites);
        checks.all().stream()
                .filter(SoakTarget::isNamed)
                .forEach(target -> names.add(target.name(), target.addresses()));
        prober = new ProberSetup(directory, checks);
    }

    SoakChecks checks() {
        return checks;
    }

    FaultyNameServer names() {
        return names;
    }

    TlsServer sites() {
        return sites;
    }

    ProberSetup prober() {
        return prober;
    }

    void inject(SoakTarget target, FailureKind kind) {
        switch (kind) {
            case SILENT, RESETTING, FAILING, DROPPING -> {
                if (target.hasOwnAddress()) {
                    setBehavior(target.addresses(), kind.behavior());
                }
            }
            case ONE_DROPPING -> setBehavior(target.addresses().subList(0, 1), kind.behavior());
            case NO_NAME -> names.remove(target.name());
            case CERTIFICATE_EXPIRED -> sites.show(target.name(), CertificateFiles.Variant.EXPIRED);
        }
    }

    void heal(SoakTarget target) {
        if (target.hasOwnAddress()) {
            setBehavior(target.addresses(), TargetBehavior.HEALTHY);
        }
        names.restore(target.name());
        sites.showAsAll(target.name());
    }

    void setBehavior(List<String> addresses, TargetBehavior behavior) {
        addresses.forEach(address -> prober.setBehavior(address, behavior));
    }

    @Override
    public void close() {
        prober.close();
        sites.close();
        names.close();
    }
}
