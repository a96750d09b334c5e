package io.signalbox.bench.probe;

import io.signalbox.bench.Folders;
import io.signalbox.sandbox.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * {@code make bench-troubles}: Signalbox, the blackbox exporter and HAProxy look at the same 20 targets in trouble at the same time,
 * once a second with 500 ms for each check, three failures in a row for DOWN. Who says what?
 */
public final class TroublesBench {

    private static final Duration SECOND = Duration.ofSeconds(1);
    /** Until all take all targets for well. */
    private static final int WARM_UP_SECONDS = 30;
    /** As long as any of them goes by what it knew of a name. */
    private static final int SECONDS = 60;

    private static final int SECONDS_OF_PROBER = 15;
    private static final int SECONDS_TO_RECOVER = 20;
    private static final Duration STOP = Duration.ofMillis(450);

    private final NameServer names;
    private final SecureSites sites;
    private final LoneProber prober;
    private final List<Witness> witnesses;
    private final Map<TroubledTarget, List<Saying>> said = new EnumMap<>(TroubledTarget.class);

    private TroublesBench(NameServer names, SecureSites sites, LoneProber prober, List<Witness> witnesses) {
        this.names = names;
        this.sites = sites;
        this.prober = prober;
        this.witnesses = witnesses;
    }

    public static void main(String[] arguments) {
        OwnNetwork.require();
        Path directory = Folders.temporary("signalbox-troubles-");
        try (var names = new NameServer();
                var sites = new SecureSites(directory.resolve("certificates"))) {
            for (TroubledTarget target : TroubledTarget.values()) {
                names.knows(target.hostName(), target.addresses());
            }
            var checks = new TroubledChecks(sites, Ports.free());
            try (var prober = new LoneProber(directory, checks);
                    var signalbox = new SignalboxWitness(prober);
                    var exporter = new ExporterWitness(directory, checks, prober.port(), Ports.free());
                    var haproxy = new HaproxyWitness(directory, checks, prober.port(), Ports.free())) {
                var bench = new TroublesBench(names, sites, prober, List.of(signalbox, exporter, haproxy));
                bench.run();
                bench.tell();
            }
        }
        Folders.erase(directory);
        System.exit(0);
    }

    private void run() {
        become(TroubledTarget.SLOW, Manner.SLOW);
        become(TroubledTarget.PROBER_STOPPED, Manner.SLOW);
        live(WARM_UP_SECONDS);
        witnesses.forEach(Witness::anew);
        harm();
        live(SECONDS);
        hear(target -> !target.ofProber());
        withoutFiles();
        withoutPorts();
        withoutNetwork();
        stopped();
    }

    private void harm() {
        become(TroubledTarget.SWALLOWING, Manner.SWALLOWING);
        become(TroubledTarget.SILENT, Manner.SILENT);
        become(TroubledTarget.RESETTING, Manner.DYING);
        become(TroubledTarget.FAILING, Manner.FAILING);
        become(TroubledTarget.ANSWERING_OTHERWISE, Manner.ANSWERING_OTHERWISE);
        become(TroubledTarget.UNENDING, Manner.UNENDING);
        prober.become(TroubledTarget.ONE_OF_THREE.addresses().getFirst(), Manner.SWALLOWING);
        become(TroubledTarget.THREE_OF_THREE, Manner.SWALLOWING);
        names.forgets(TroubledTarget.NO_NAME.hostName());
        names.is(TroubledTarget.BROKEN_NAME.hostName(), NameServer.Mood.BROKEN);
        names.is(TroubledTarget.SLOW_NAME.hostName(), NameServer.Mood.SLOW);
        sites.show(TroubledTarget.CERTIFICATE_ENDED.hostName(), CertificateFiles.Shown.ENDED);
        sites.show(TroubledTarget.SURPLUS_ENDED.hostName(), CertificateFiles.Shown.ENDED_SURPLUS);
        sites.show(TroubledTarget.CERTIFICATE_OF_ANOTHER.hostName(), CertificateFiles.Shown.OF_ANOTHER);
    }

    private void become(TroubledTarget target, Manner manner) {
        target.addresses().forEach(address -> prober.become(address, manner));
    }

    private void withoutFiles() {
        witnesses.forEach(Witness::anew);
        var limits = witnesses.stream()
                .map(witness -> new Descriptors(witness.pid()))
                .toList();
        var before = limits.stream().map(Descriptors::allowNoMore).toList();
        live(SECONDS_OF_PROBER);
        hear(TroubledTarget.PROBER_WITHOUT_FILES::equals);
        for (int i = 0; i < limits.size(); i++) {
            limits.get(i).allow(before.get(i));
        }
        live(SECONDS_TO_RECOVER);
    }

    private void withoutPorts() {
        witnesses.forEach(Witness::anew);
        OwnNetwork.takePorts();
        live(SECONDS_OF_PROBER);
        hear(TroubledTarget.PROBER_WITHOUT_PORTS::equals);
        OwnNetwork.givePorts();
        live(SECONDS_TO_RECOVER);
    }

    private void withoutNetwork() {
        witnesses.forEach(Witness::anew);
        network(Manner.SWALLOWING);
        live(SECONDS_OF_PROBER);
        hear(TroubledTarget.PROBER_WITHOUT_NETWORK::equals);
        network(Manner.WELL);
        live(SECONDS_TO_RECOVER);
    }

    /** What the prober tells itself by, and one target, are all out of reach. */
    private void network(Manner manner) {
        TroubledChecks.REFERENCES.forEach(address -> prober.become(address, manner));
        become(TroubledTarget.PROBER_WITHOUT_NETWORK, manner);
    }

    private void stopped() {
        witnesses.forEach(Witness::anew);
        for (int second = 0; second < SECONDS_OF_PROBER; second++) {
            Duration _ = Standstill.of(witnesses.stream().map(Witness::pid).toList(), STOP);
            live(1);
        }
        hear(TroubledTarget.PROBER_STOPPED::equals);
    }

    private void live(int seconds) {
        long next = System.nanoTime();
        for (int second = 0; second < seconds; second++) {
            next += SECOND.toNanos();
            witnesses.forEach(Witness::listen);
            // Keeps the connection to the targets in use: there may be no port for another.
            long _ = prober.answered();
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private void hear(Predicate<TroubledTarget> which) {
        for (TroubledTarget target : TroubledTarget.values()) {
            if (which.test(target)) {
                said.put(
                        target,
                        witnesses.stream().map(witness -> witness.says(target)).toList());
            }
        }
    }

    private void tell() {
        System.out.println("| the target | for users it | "
                + witnesses.stream().map(Witness::name).collect(Collectors.joining(" | ")) + " |");
        System.out.println("|---".repeat(2 + witnesses.size()) + "|");
        said.forEach((target, sayings) -> System.out.printf(
                "| %s | %s | %s |%n",
                target.title(),
                target.works() ? "works" : "fails",
                sayings.stream()
                        .map(saying -> saying.isWrong(target) ? "**" + saying.text() + "**" : saying.text())
                        .collect(Collectors.joining(" | "))));
        System.out.printf(
                "RESULT bench-troubles targets=%d signalbox_wrong=%d signalbox_undecided=%d blackbox_wrong=%d"
                        + " haproxy_wrong=%d%n",
                said.size(), wrong(0), undecided(0), wrong(1), wrong(2));
    }

    private long wrong(int witness) {
        return said.entrySet().stream()
                .filter(each -> each.getValue().get(witness).isWrong(each.getKey()))
                .count();
    }

    private long undecided(int witness) {
        return said.values().stream()
                .filter(sayings -> sayings.get(witness).state() == Saying.State.UNDECIDED)
                .count();
    }
}
