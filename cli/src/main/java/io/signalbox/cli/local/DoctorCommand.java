package io.signalbox.cli.local;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.signalbox.actuator.app.Inspection;
import io.signalbox.actuator.app.Inspection.Found;
import io.signalbox.actuator.app.Inspection.Level;
import io.signalbox.cli.console.CommandFailedException;
import io.signalbox.cli.console.Console;
import io.signalbox.cli.console.ExitCode;
import io.signalbox.cli.console.Output;
import io.signalbox.cli.console.Table;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.lint.Lint;
import io.signalbox.decision.core.lint.LintFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signalbox doctor}: checks from this machine what a topology needs. */
@Command(
        name = "doctor",
        description =
                "Looks at everything that a topology needs: credentials, zones, delegation, names, name servers and"
                        + " the health of the sites. Changes nothing. Exit code 1 if something does not work.")
public final class DoctorCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final TopologyOption file = new TopologyOption();

    @Mixin
    private final Output output = new Output();

    @Option(names = "--no-probes", description = "Leave the sites alone.")
    private boolean noProbes;

    public DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Topology topology = file.read(console);
        var all = new ArrayList<Found>();
        all.add(new Found(Level.OK, "topology", topology.services().size() + " services", ""));
        Lint.of(topology).findings().forEach(finding -> all.add(linted(finding)));
        all.addAll(inspected(topology));
        if (!noProbes) {
            all.addAll(new SiteHealth(console, file.path(console)).of(topology));
        }
        print(all);
        return all.stream().anyMatch(one -> one.level() == Level.ERROR) ? ExitCode.REFUSED : ExitCode.DONE;
    }

    private List<Found> inspected(Topology topology) {
        try {
            return Inspection.of(topology, console.environment());
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private static Found linted(LintFinding finding) {
        Level level =
                switch (finding.severity()) {
                    case ERROR -> Level.ERROR;
                    case WARN -> Level.WARNING;
                };
        return new Found(level, finding.path(), finding.text(), "correct it in the file");
    }

    private void print(List<Found> all) {
        if (output.isJson()) {
            var list = JsonNodeFactory.instance.arrayNode();
            all.forEach(one -> list.addObject()
                    .put("level", word(one.level()))
                    .put("about", one.about())
                    .put("text", one.text())
                    .put("todo", one.todo()));
            Output.print(console, list);
            return;
        }
        var table = new Table();
        all.forEach(one -> table.row(
                word(one.level()), one.about(), one.text() + (one.todo().isEmpty() ? "" : "; " + one.todo())));
        table.print(console);
    }

    private static String word(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
