package io.signalbox.actuator.bootstrap;

import io.signalbox.actuator.bootstrap.BootstrapRun.ServiceResult;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Prints what a command found and did, for a person and, as the exit code, for a script. */
public final class PlanPrinter {

    private static final int NOTHING = 0;
    private static final int FAILED = 1;
    private static final int DIFFERS = 2;

    private final Topology topology;
    private final PrintStream out;
    private final Map<ResourceFinding.Kind, Integer> counts = new EnumMap<>(ResourceFinding.Kind.class);
    private int changed;

    public PlanPrinter(String file, Topology topology, PrintStream out) {
        this.topology = topology;
        this.out = out;
        out.println(file + ": " + topology.services().size()
                + (topology.services().size() == 1 ? " service" : " services"));
    }

    public List<Service> services() {
        return topology.services();
    }

    /** Prints a plan; changes nothing. @param work passes on the result of each service */
    public int planned(Consumer<Consumer<ServiceResult>> work) {
        work.accept(this::wouldBe);
        out.println();
        out.println("plan: " + summary());
        return failed() ? FAILED : differs() ? DIFFERS : NOTHING;
    }

    public int applied(Consumer<Consumer<ServiceResult>> work) {
        work.accept(this::was);
        out.println();
        out.println("done: " + changed + " changed; " + summary());
        return failed() || differs() ? FAILED : NOTHING;
    }

    public int unsure(Consumer<Consumer<ServiceResult>> work) {
        int _ = planned(work);
        out.println("nothing is taken away without --yes");
        return FAILED;
    }

    private void wouldBe(ServiceResult told) {
        head(told);
        told.finding().lines().forEach(line -> out.println("    " + line));
    }

    private void was(ServiceResult told) {
        head(told);
        told.done().forEach(line -> out.println("    " + line));
        changed += told.done().isEmpty() ? 0 : 1;
    }

    private void head(ServiceResult told) {
        ResourceFinding finding = told.finding();
        counts.merge(finding.kind(), 1, Integer::sum);
        out.println();
        out.println(told.service().name() + " (" + told.service().hostname() + "): " + word(finding.kind()) + ": "
                + finding.summary());
    }

    private static String word(ResourceFinding.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private String summary() {
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + word(count.getKey()))
                .collect(Collectors.joining(", "));
    }

    private boolean failed() {
        return counts.containsKey(ResourceFinding.Kind.ERROR);
    }

    private boolean differs() {
        return counts.keySet().stream().anyMatch(ResourceFinding.Kind::differs);
    }
}
