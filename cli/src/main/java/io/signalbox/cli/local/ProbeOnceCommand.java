package io.signalbox.cli.local;

import io.signalbox.cli.console.Console;
import io.signalbox.cli.console.Output;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signalbox probe}: a check made once, from here. */
@Command(
        name = "probe",
        description = "Makes checks of a topology once, or probes a URL, from here: exit code 0 passed, 1 failed.")
public final class ProbeOnceCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final Output output = new Output();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The topology (default: SIGNALBOX_TOPOLOGY); not for a URL.")
    private @Nullable Path file;

    @Parameters(
            paramLabel = "WHAT",
            description = "service/site, service/site/probe, or an http, https, tcp or tls URL.")
    private String what = "";

    public ProbeOnceCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var environment = new HashMap<>(console.environment());
        if (file != null) {
            environment.put("SIGNALBOX_TOPOLOGY", file.toString());
        }
        return Delegated.probe(
                console.with(environment), Delegated.with(List.of("probe"), output.isJson(), "--json"), what);
    }
}
