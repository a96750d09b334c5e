package io.signalbox.bench.probe;

import java.nio.file.Path;
import java.util.List;

/** A prober with all that its soak needs around it, in a network of its own. */
final class SoakWorld implements AutoCloseable {

    private final SoakChecks checks;
    private final NameServer names = new NameServer();
    private final SecureSites sites;
    private final LoneProber prober;

    SoakWorld(Path directory, int plain, int shared, int few) {
        sites = new SecureSites(directory.resolve("certificates"));
        checks = new SoakChecks(plain, shared, few, few, few, sites);
        checks.all().stream().filter(Target::isNamed).forEach(target -> names.knows(target.name(), target.addresses()));
        prober = new LoneProber(directory, checks);
    }

    SoakChecks checks() {
        return checks;
    }

    NameServer names() {
        return names;
    }

    SecureSites sites() {
        return sites;
    }

    LoneProber prober() {
        return prober;
    }

    void harm(Target target, Harm harm) {
        switch (harm) {
            case SILENT, DYING, FAILING, SWALLOWING -> {
                if (target.hasOwnAddress()) {
                    become(target.addresses(), harm.manner());
                }
            }
            case ONE_SWALLOWING -> become(target.addresses().subList(0, 1), harm.manner());
            case NO_NAME -> names.forgets(target.name());
            case CERTIFICATE_ENDED -> sites.show(target.name(), CertificateFiles.Shown.ENDED);
        }
    }

    void heal(Target target) {
        if (target.hasOwnAddress()) {
            become(target.addresses(), Manner.WELL);
        }
        names.remembers(target.name());
        sites.showAsAll(target.name());
    }

    void become(List<String> addresses, Manner manner) {
        addresses.forEach(address -> prober.become(address, manner));
    }

    @Override
    public void close() {
        prober.close();
        sites.close();
        names.close();
    }
}
