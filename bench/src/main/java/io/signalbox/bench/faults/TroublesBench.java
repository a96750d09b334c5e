package io.signalbox.bench.faults;

import io.signalbox.bench.TemporaryFolders;
import io.signalbox.bench.probe.ProberSetup;
import io.signalbox.bench.probe.TargetBehavior;
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
 * {@code make bench-troubles}: Signalbox, the blackbox exporter and HAProxy check the same 20 faulty targets at the
 * same time, once a second, with a timeout of 500 ms and three failures in a row for DOWN. Prints what each reports.
 */
public final class TroublesBench {

    private static final Duration SECOND = Duration.ofSeconds(1);
    /** Until all programs report all targets as working. */
    private static final int WARM_UP_SECONDS = 30;
    /** The longest time for which any program caches a name's addresses. */
    private static final int SECONDS = 60;

    private static final int SECONDS_OF_PROBER = 15;
    private static final int SECONDS_TO_RECOVER = 20;
    private static final Duration STOP = Duration.ofMillis(450);

    private final FaultyNameServer names;
    private final TlsServer sites;
    private final ProberSetup prober;
    private final List<Monitor> monitors;
    private final Map<FaultyTarget, List<MonitorReport>> results = new EnumMap<>(FaultyTarget.class);

    private TroublesBench(FaultyNameServer names, TlsServer sites, ProberSetup prober, List<Monitor> monitors) {
        this.names = names;
        this.sites = sites;
        this.prober = prober;
        this.monitors = monitors;
    }

    public static void main(String[] arguments) {
        IsolatedNetwork.require();
        Path directory = TemporaryFolders.create("signalbox-troubles-");
        try (var names = new FaultyNameServer();
                var sites = new TlsServer(directory.resolve("certificates"))) {
            for (FaultyTarget target : FaultyTarget.values()) {
                names.add(target.hostName(), target.addresses());
            }
            var checks = new FaultyTargetChecks(sites, Ports.free());
            try (var prober = new ProberSetup(directory, checks);
                    var signalbox = new SignalboxMonitor(prober);
                    var exporter = new ExporterMonitor(directory, checks, prober.port(), Ports.free());
                    var haproxy = new HaproxyMonitor(directory, checks, prober.port(), Ports.free())) {
                var bench = new TroublesBench(names, sites, prober, List.of(signalbox, exporter, haproxy));
                bench.run();
                bench.print();
            }
        }
        TemporaryFolders.delete(directory);
        System.exit(0);
    }

    private void run() {
        setBehavior(FaultyTarget.SLOW, TargetBehavior.SLOW);
        setBehavior(FaultyTarget.PROBER_STOPPED, TargetBehavior.SLOW);
        observe(WARM_UP_SECONDS);
        monitors.forEach(Monitor::reset);
        inject();
        observe(SECONDS);
        collect(target -> !target.ofProber());
        withoutFiles();
        withoutPorts();
        withoutNetwork();
        stopped();
    }

    private void inject() {
        setBehavior(FaultyTarget.DROPPING, TargetBehavior.DROPPING);
        setBehavior(FaultyTarget.SILENT, TargetBehavior.SILENT);
        setBehavior(FaultyTarget.RESETTING, TargetBehavior.RESETTING);
        setBehavior(FaultyTarget.FAILING, TargetBehavior.FAILING);
        setBehavior(FaultyTarget.WRONG_BODY, TargetBehavior.WRONG_BODY);
        setBehavior(FaultyTarget.INCOMPLETE, TargetBehavior.INCOMPLETE);
        prober.setBehavior(FaultyTarget.ONE_OF_THREE.addresses().getFirst(), TargetBehavior.DROPPING);
        setBehavior(FaultyTarget.THREE_OF_THREE, TargetBehavior.DROPPING);
        names.remove(FaultyTarget.NO_NAME.hostName());
        names.setMode(FaultyTarget.BROKEN_NAME.hostName(), FaultyNameServer.Mode.BROKEN);
        names.setMode(FaultyTarget.SLOW_NAME.hostName(), FaultyNameServer.Mode.SLOW);
        sites.show(FaultyTarget.CERTIFICATE_EXPIRED.hostName(), CertificateFiles.Variant.EXPIRED);
        sites.show(FaultyTarget.CROSS_SIGNED_EXPIRED.hostName(), CertificateFiles.Variant.CROSS_SIGNED_EXPIRED);
        sites.show(FaultyTarget.CERTIFICATE_OTHER_NAME.hostName(), CertificateFiles.Variant.OTHER_NAME);
    }

    private void setBehavior(FaultyTarget target, TargetBehavior behavior) {
        target.addresses().forEach(address -> prober.setBehavior(address, behavior));
    }

    private void withoutFiles() {
        monitors.forEach(Monitor::reset);
        var limits = monitors.stream()
                .map(monitor -> new FileDescriptorLimit(monitor.pid()))
                .toList();
        var before = limits.stream().map(FileDescriptorLimit::allowNoMore).toList();
        observe(SECONDS_OF_PROBER);
        collect(FaultyTarget.PROBER_WITHOUT_FILES::equals);
        for (int i = 0; i < limits.size(); i++) {
            limits.get(i).allow(before.get(i));
        }
        observe(SECONDS_TO_RECOVER);
    }

    private void withoutPorts() {
        monitors.forEach(Monitor::reset);
        IsolatedNetwork.takePorts();
        observe(SECONDS_OF_PROBER);
        collect(FaultyTarget.PROBER_WITHOUT_PORTS::equals);
        IsolatedNetwork.givePorts();
        observe(SECONDS_TO_RECOVER);
    }

    private void withoutNetwork() {
        monitors.forEach(Monitor::reset);
        network(TargetBehavior.DROPPING);
        observe(SECONDS_OF_PROBER);
        collect(FaultyTarget.PROBER_WITHOUT_NETWORK::equals);
        network(TargetBehavior.HEALTHY);
        observe(SECONDS_TO_RECOVER);
    }

    /** Makes the prober's references and one target unreachable. */
    private void network(TargetBehavior behavior) {
        FaultyTargetChecks.REFERENCES.forEach(address -> prober.setBehavior(address, behavior));
        setBehavior(FaultyTarget.PROBER_WITHOUT_NETWORK, behavior);
    }

    private void stopped() {
        monitors.forEach(Monitor::reset);
        for (int second = 0; second < SECONDS_OF_PROBER; second++) {
            Duration _ = ProcessPause.of(monitors.stream().map(Monitor::pid).toList(), STOP);
            observe(1);
        }
        collect(FaultyTarget.PROBER_STOPPED::equals);
    }

    private void observe(int seconds) {
        long next = System.nanoTime();
        for (int second = 0; second < seconds; second++) {
            next += SECOND.toNanos();
            monitors.forEach(Monitor::poll);
            // Keeps the control connection in use: there may be no local port for a new one.
            long _ = prober.answered();
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private void collect(Predicate<FaultyTarget> which) {
        for (FaultyTarget target : FaultyTarget.values()) {
            if (which.test(target)) {
                results.put(
                        target,
                        monitors.stream().map(monitor -> monitor.report(target)).toList());
            }
        }
    }

    private void print() {
        System.out.println("| the target | for users it | "
                + monitors.stream().map(Monitor::name).collect(Collectors.joining(" | ")) + " |");
        System.out.println("|---".repeat(2 + monitors.size()) + "|");
        results.forEach((target, reports) -> System.out.printf(
                "| %s | %s | %s |%n",
                target.title(),
                target.works() ? "works" : "fails",
                reports.stream()
                        .map(report -> report.isWrong(target) ? "**" + report.text() + "**" : report.text())
                        .collect(Collectors.joining(" | "))));
        System.out.printf(
                "RESULT bench-troubles targets=%d signalbox_wrong=%d signalbox_undecided=%d blackbox_wrong=%d"
                        + " haproxy_wrong=%d%n",
                results.size(), wrong(0), undecided(0), wrong(1), wrong(2));
    }

    private long wrong(int monitor) {
        return results.entrySet().stream()
                .filter(each -> each.getValue().get(monitor).isWrong(each.getKey()))
                .count();
    }

    private long undecided(int monitor) {
        return results.values().stream()
                .filter(reports -> reports.get(monitor).state() == MonitorReport.State.UNDECIDED)
                .count();
    }
}
