package io.signalbox.sandbox.control;

import io.signalbox.contract.fence.Fence;
import io.signalbox.sandbox.aws.HostedZone;
import io.signalbox.sandbox.hooks.WebhookReceiver;
import io.signalbox.sandbox.kafka.Broker;
import io.signalbox.sandbox.sites.DemoSite;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.world.Vantage;
import io.signalbox.sandbox.world.World;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A command that breaks or repairs one part of a world. @param result what is true after the action */
record ControlCommand(Runnable action, String result) {

    static final String ALLOWED = "POST /sites/<site>/<mode>          mode: " + SiteMode.ALLOWED + "\n"
            + "POST /vantages/<vantage>/cut|restore\n"
            + "POST /kafka/stop|start\n"
            + "POST /hooks/fail-<n>                the next n webhooks are answered with 503\n"
            + "POST /zone/snapshot/<name>           remembers all records of the zone\n"
            + "POST /zone/rollback/<name>           Route 53 loses all changes accepted since then\n"
            + "POST /fence/delete                   the fence is gone, in the API and at the name servers\n"
            + "GET  /hooks                         all webhooks received\n"
            + "GET  /\n";

    private static final Pattern FAIL = Pattern.compile("fail-([1-9][0-9]{0,3})");
    private static final int UNAVAILABLE = 503;

    /** @param words of the path @return empty when no command of this world matches */
    static Optional<ControlCommand> parse(World world, List<String> words) {
        return switch (words.getFirst() + "/" + words.size()) {
            case "sites/3" ->
                world.sites().stream()
                        .filter(site -> site.name().equals(words.get(1)))
                        .findFirst()
                        .flatMap(site -> SiteMode.parse(words.get(2)).map(mode -> site(site, mode)));
            case "vantages/3" ->
                world.vantages().stream()
                        .filter(vantage -> vantage.name().equals(words.get(1)))
                        .findFirst()
                        .flatMap(vantage -> vantage(world, vantage, words.get(2)));
            case "kafka/2" -> kafka(world.cell().broker(), words.get(1));
            case "hooks/2" -> hooks(world.hooks(), words.get(1));
            case "zone/3" -> zone(world.zone(), words.get(1), words.get(2));
            case "fence/2" -> fence(world, words.get(1));
            default -> Optional.empty();
        };
    }

    private static ControlCommand site(DemoSite site, SiteMode mode) {
        return new ControlCommand(() -> site.become(mode), "site " + site.name() + " is now " + mode.text());
    }

    private static Optional<ControlCommand> vantage(World world, Vantage vantage, String word) {
        return switch (word) {
            case "cut" ->
                Optional.of(new ControlCommand(() -> world.cut(vantage), "vantage " + vantage.name() + " is cut off"));
            case "restore" ->
                Optional.of(
                        new ControlCommand(() -> world.restore(vantage), "vantage " + vantage.name() + " is restored"));
            default -> Optional.empty();
        };
    }

    private static Optional<ControlCommand> zone(HostedZone zone, String word, String name) {
        return switch (word) {
            case "snapshot" ->
                Optional.of(new ControlCommand(() -> zone.remember(name), "snapshot " + name + " is taken"));
            case "rollback" ->
                zone.remembers(name)
                        ? Optional.of(new ControlCommand(
                                () -> zone.rollBack(name), "the zone is what it was at snapshot " + name))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<ControlCommand> fence(World world, String word) {
        String name = Fence.recordName(world.hostname());
        return word.equals("delete")
                ? Optional.of(new ControlCommand(() -> world.zone().remove(name, "TXT"), "there is no " + name))
                : Optional.empty();
    }

    private static Optional<ControlCommand> hooks(WebhookReceiver hooks, String word) {
        var fail = FAIL.matcher(word);
        return fail.matches()
                ? Optional.of(new ControlCommand(
                        () -> hooks.fail(UNAVAILABLE, Integer.parseInt(fail.group(1))),
                        "the next " + fail.group(1) + " webhooks are answered with " + UNAVAILABLE))
                : Optional.empty();
    }

    private static Optional<ControlCommand> kafka(Broker broker, String word) {
        return switch (word) {
            case "stop" ->
                Optional.of(new ControlCommand(
                        () -> {
                            if (broker.running()) {
                                broker.stop();
                            }
                        },
                        "Kafka is stopped"));
            case "start" ->
                Optional.of(new ControlCommand(
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
