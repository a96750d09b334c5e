package io.signalbox.sandbox.control;

import io.signalbox.sandbox.Vantage;
import io.signalbox.sandbox.World;
import io.signalbox.sandbox.kafka.Broker;
import io.signalbox.sandbox.sites.DemoSite;
import io.signalbox.sandbox.sites.SiteMode;
import java.util.List;
import java.util.Optional;

/** One thing that can be done to a world. @param says what is true once it is pulled */
record Lever(Runnable pull, String says) {

    static final String ALLOWED = "POST /sites/<site>/<mode>          mode: " + SiteMode.ALLOWED + "\n"
            + "POST /vantages/<vantage>/cut|restore\n"
            + "POST /kafka/stop|start\n"
            + "GET  /\n";

    /** @param words of the path; empty when they name nothing in this world */
    static Optional<Lever> parse(World world, List<String> words) {
        return switch (words.size() == 3 ? words.getFirst() : "") {
            case "sites" ->
                world.sites().stream()
                        .filter(site -> site.name().equals(words.get(1)))
                        .findFirst()
                        .flatMap(site -> SiteMode.parse(words.get(2)).map(mode -> site(site, mode)));
            case "vantages" ->
                world.vantages().stream()
                        .filter(vantage -> vantage.name().equals(words.get(1)))
                        .findFirst()
                        .flatMap(vantage -> vantage(world, vantage, words.get(2)));
            default ->
                words.size() == 2 && words.getFirst().equals("kafka")
                        ? kafka(world.cell().broker(), words.get(1))
                        : Optional.empty();
        };
    }

    private static Lever site(DemoSite site, SiteMode mode) {
        return new Lever(() -> site.become(mode), "site " + site.name() + " is now " + mode.text());
    }

    private static Optional<Lever> vantage(World world, Vantage vantage, String word) {
        return switch (word) {
            case "cut" -> Optional.of(new Lever(() -> world.cut(vantage), "vantage " + vantage.name() + " is cut off"));
            case "restore" ->
                Optional.of(new Lever(() -> world.restore(vantage), "vantage " + vantage.name() + " is restored"));
            default -> Optional.empty();
        };
    }

    private static Optional<Lever> kafka(Broker broker, String word) {
        return switch (word) {
            case "stop" ->
                Optional.of(new Lever(
                        () -> {
                            if (broker.running()) {
                                broker.stop();
                            }
                        },
                        "Kafka is stopped"));
            case "start" ->
                Optional.of(new Lever(
                        () -> {
                            if (!broker.running()) {
                                broker.start();
                            }
                        },
                        "Kafka is started"));
            default -> Optional.empty();
        };
    }
}
