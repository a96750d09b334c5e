package io.signalbox.endtoend;

import io.signalbox.sandbox.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged {@code signalbox}, as a process of its own. */
record CommandLine(Map<String, String> environment) {

    record Ended(int code, String output) {}

    /** As the operator of a world, at its first decision-service. */
    static CommandLine operating(World world) {
        return new CommandLine(Map.of(
                "SIGNALBOX_URL",
                world.cell().decision().uri().toString(),
                "SIGNALBOX_TOKEN",
                world.operator().token()));
    }

    /** With credentials for the DNS provider of a world, and nothing else of it. */
    static CommandLine atTheProvider(World world) {
        String key = "break-glass";
        world.addAdministrator(key);
        var server = world.nameServer().address();
        return new CommandLine(Map.of(
                "QUARKUS_ROUTE53_ENDPOINT_OVERRIDE",
                world.route53().endpoint().toString(),
                "QUARKUS_ROUTE53_AWS_REGION",
                "us-east-1",
                "QUARKUS_ROUTE53_AWS_CREDENTIALS_TYPE",
                "static",
                "QUARKUS_ROUTE53_AWS_CREDENTIALS_STATIC_PROVIDER_ACCESS_KEY_ID",
                key,
                "QUARKUS_ROUTE53_AWS_CREDENTIALS_STATIC_PROVIDER_SECRET_ACCESS_KEY",
                World.SECRET,
                "SIGNALBOX_DNS_SERVERS",
                server.getAddress().getHostAddress() + ":" + server.getPort(),
                "SIGNALBOX_TOPOLOGY",
                world.topology().path("actuator-service").toString()));
    }

    Ended run(String... arguments) {
        Path cli = Path.of(System.getProperty("signalbox.root"), "cli", "target");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                cli.resolve("classes") + ":" + cli.resolve("signalbox/lib") + "/*",
                "io.signalbox.cli.Main"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while signalbox ran", e);
        }
    }
}
