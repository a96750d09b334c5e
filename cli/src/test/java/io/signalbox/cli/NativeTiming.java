package io.signalbox.cli;

import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long {@code signalbox switch --direct} takes as a process, from its start to its end, natively compiled and with the JVM. The provider
 * and its name server answer at once.
 */
public final class NativeTiming {

    private static final int ROUNDS = 11;
    private static final double MEBI = 1_048_576;

    /** Commands that need no world, one for each way in which a native executable may lack something. */
    private static final List<String> ALIKE = List.of(
            "--version",
            "--help",
            "man",
            "completion",
            "topology check examples/pilot-light/topology.yaml",
            "topology explain examples/cafe-orders/topology.yaml",
            "topology diff examples/minimal.yaml examples/standby-takes-over.yaml",
            "iam examples/iot-core/topology.yaml bootstrap",
            "acls examples/iot-core/topology.yaml",
            "status --url http://127.0.0.1:1",
            "deploy examples/vpc-lattice --yes",
            "probe http://127.0.0.1:1/");

    private final ProviderWorld world;

    private NativeTiming(ProviderWorld world) {
        this.world = world;
    }

    /** @param arguments the native executable, and the launcher of the JVM's */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("signalbox-native-cli-");
        int alike;
        try (var world = new ProviderWorld(folder, "")) {
            world.seed(ProviderWorld.settled(1, ProviderWorld.EAST));
            var timing = new NativeTiming(world);
            alike = alike(arguments[0], arguments[1]);
            List<Long> compiled = timing.rounds("native", arguments[0]);
            List<Long> interpreted = timing.rounds("JVM", arguments[1]);
            System.out.printf(
                    Locale.ROOT,
                    "RESULT native-cli commands=%d alike=%d switch_ms=%d switch_max_ms=%d jvm_switch_ms=%d jvm_switch_max_ms=%d rounds=%d size_mib=%.0f%n",
                    ALIKE.size(),
                    alike,
                    compiled.get(ROUNDS / 2),
                    compiled.getLast(),
                    interpreted.get(ROUNDS / 2),
                    interpreted.getLast(),
                    ROUNDS,
                    Files.size(Path.of(arguments[0])) / MEBI);
        }
        // Clients of the SDK in this process leave threads behind.
        System.exit(alike == ALIKE.size() ? 0 : 1);
    }

    private record Ended(int code, String output) {}

    /** Counts the commands that end as they do with the JVM. */
    private static int alike(String compiled, String launcher) throws IOException, InterruptedException {
        int alike = 0;
        for (String command : ALIKE) {
            Ended expected = ended(launcher, command);
            Ended found = ended(compiled, command);
            if (found.equals(expected)) {
                alike++;
            } else {
                System.out.println(command + ": expected " + expected + ", got " + found);
            }
        }
        return alike;
    }

    private static Ended ended(String program, String command) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(program));
        words.addAll(List.of(command.split(" ")));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output.replaceAll("[0-9.]+ ms.*", "… ms"));
    }

    /** The times in milliseconds, the shortest first. */
    private List<Long> rounds(String name, String program) throws IOException, InterruptedException {
        var times = new ArrayList<Long>();
        for (int round = 0; round < ROUNDS; round++) {
            times.add(round(program));
        }
        System.out.println(name + ": " + times + " ms");
        return times.stream().sorted().toList();
    }

    private long round(String program) throws IOException, InterruptedException {
        Fence before = world.fence();
        SiteName target = before.active().equals(ProviderWorld.EAST) ? ProviderWorld.WEST : ProviderWorld.EAST;
        var builder = new ProcessBuilder(
                        program, "switch", "orders", target.value(), "--direct", "--yes", "-f", world.file())
                .redirectErrorStream(true);
        builder.environment().putAll(world.environment());
        long begin = System.nanoTime();
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        long millis = (System.nanoTime() - begin) / 1_000_000;
        Fence after = world.fence();
        if (code != 0 || after.epoch() != before.epoch() + 1 || !after.active().equals(target)) {
            throw new IllegalStateException(program + " ended with " + code + " and left " + after + ": " + output);
        }
        return millis;
    }
}
