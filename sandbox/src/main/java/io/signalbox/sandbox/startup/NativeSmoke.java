package io.signalbox.sandbox.startup;

import io.signalbox.sandbox.console.Screen;
import io.signalbox.sandbox.process.Packaging;
import io.signalbox.sandbox.world.World;
import io.signalbox.sandbox.world.WorldPlan;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** {@code make native}: starts and measures the native executables and the JVM services, and fails over with each. */
public final class NativeSmoke {

    private static final int SERVICES = 3;

    private NativeSmoke() {}

    public static void main(String[] arguments) throws IOException {
        System.exit(run(Screen.withoutLogs()));
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

    private static List<StartupTimes> measure(Packaging packaging, Screen screen) {
        // Two of three vantages are a quorum.
        var world = World.create(WorldPlan.DEMO.withVantages(2).withPackaging(packaging));
        List<StartupTimes> all;
        try (world) {
            all = new StartupMeasurement(world).run();
        }
        world.erase();
        var firsts = all.stream()
                .collect(Collectors.toMap(StartupTimes::service, each -> each, (first, _) -> first))
                .values()
                .stream()
                .sorted(Comparator.comparing(StartupTimes::service).reversed())
                .toList();
        String kind = packaging == Packaging.NATIVE ? "native" : "JVM";
        firsts.forEach(each -> screen.row(List.of(
                each.service() + " " + kind,
                String.valueOf(each.upMillis()),
                String.valueOf(each.runningMillis()),
                String.valueOf(each.residentMebibytes()))));
        return firsts;
    }

    private static String text(List<StartupTimes> startups, String prefix) {
        return startups.stream().map(each -> each.text(prefix)).collect(Collectors.joining(" "));
    }
}
