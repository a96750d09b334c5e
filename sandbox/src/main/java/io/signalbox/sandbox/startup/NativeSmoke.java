package io.signalbox.sandbox.startup;

import io.signalbox.sandbox.console.Screen;
import io.signalbox.sandbox.process.Packaging;
import io.signalbox.sandbox.world.World;
import io.signalbox.sandbox.world.WorldPlan;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** {@code make native}: starts and measures the native executables and the JVM services, and fails over with each; and
 * natively once more with a web identity and an assumed role. */
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
            String identities = withRoles();
            screen.plain("");
            screen.plain("RESULT native services=" + SERVICES + " " + text(nativeOnes, "") + " " + text(jvmOnes, "jvm_")
                    + " " + identities);
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

    /** The native actuator fails over in a zone of another account: with a web identity that assumes a role. */
    private static String withRoles() {
        var world = World.create(
                WorldPlan.DEMO.withVantages(2).withRouting(WorldPlan.ROLES).withPackaging(Packaging.NATIVE));
        String counted;
        try (world) {
            var _ = new StartupMeasurement(world).run();
            counted = "web_identity=" + accepted(world, "AssumeRoleWithWebIdentity") + " assumed_role="
                    + accepted(world, "AssumeRole");
        }
        world.erase();
        return counted;
    }

    /** @throws IllegalStateException if there was none */
    private static long accepted(World world, String operation) {
        long accepted = world.sts().calls().stream()
                .filter(call -> call.operation().equals(operation) && call.accepted())
                .count();
        if (accepted == 0) {
            throw new IllegalStateException("AWS STS accepted no " + operation + ", see " + world.directory());
        }
        return accepted;
    }

    private static String text(List<StartupTimes> startups, String prefix) {
        return startups.stream().map(each -> each.text(prefix)).collect(Collectors.joining(" "));
    }
}
