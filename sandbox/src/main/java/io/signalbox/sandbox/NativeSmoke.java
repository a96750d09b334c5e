package io.signalbox.sandbox;

import io.signalbox.sandbox.demo.Screen;
import io.signalbox.sandbox.process.Packaging;
import io.signalbox.sandbox.startup.Startup;
import io.signalbox.sandbox.startup.StartupTrial;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.logging.LogManager;
import java.util.stream.Collectors;

/** What {@code make native} runs: the native executables must fail over like the others; both are measured. */
public final class NativeSmoke {

    private static final int SERVICES = 3;

    private NativeSmoke() {}

    public static void main(String[] arguments) throws IOException {
        try (var logging = NativeSmoke.class.getResourceAsStream("demo-logging.properties")) {
            LogManager.getLogManager().readConfiguration(logging);
        }
        System.exit(run(Screen.standard()));
    }

    private static int run(Screen screen) {
        try {
            screen.title("Each service is started alone, then they fail over together");
            screen.row(List.of("", "HTTP up ms", "running ms", "resident MiB"));
            var nativeOnes = measure(Packaging.NATIVE, screen);
            var jvmOnes = measure(Packaging.JVM, screen);
            screen.plain("");
            screen.plain(
                    "RESULT native services=" + SERVICES + " " + text(nativeOnes, "") + " " + text(jvmOnes, "jvm_"));
            return 0;
        } catch (IllegalStateException e) {
            screen.failure("The native executables did not pass: " + e.getMessage());
            return 1;
        }
    }

    private static List<Startup> measure(Packaging packaging, Screen screen) {
        // Two of three vantages are a quorum.
        var world = World.create(WorldPlan.DEMO.withVantages(2).withPackaging(packaging));
        List<Startup> all;
        try (world) {
            all = new StartupTrial(world).run();
        }
        world.erase();
        var firsts = all.stream()
                .collect(Collectors.toMap(Startup::service, each -> each, (first, _) -> first))
                .values()
                .stream()
                .sorted(Comparator.comparing(Startup::service).reversed())
                .toList();
        String kind = packaging == Packaging.NATIVE ? "native" : "JVM";
        firsts.forEach(each -> screen.row(List.of(
                each.service() + " " + kind,
                String.valueOf(each.upMillis()),
                String.valueOf(each.runningMillis()),
                String.valueOf(each.residentMebibytes()))));
        return firsts;
    }

    private static String text(List<Startup> startups, String prefix) {
        return startups.stream().map(each -> each.text(prefix)).collect(Collectors.joining(" "));
    }
}
