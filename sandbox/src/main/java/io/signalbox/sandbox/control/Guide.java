package io.signalbox.sandbox.control;

import io.signalbox.sandbox.process.ServiceProcess;
import io.signalbox.sandbox.sites.DemoSite;
import io.signalbox.sandbox.world.CellProcesses;
import io.signalbox.sandbox.world.Vantage;
import io.signalbox.sandbox.world.World;
import java.net.URI;
import java.util.stream.Collectors;

/** Text for people: where everything is, and commands to try. */
public final class Guide {

    private Guide() {}

    public static String of(World world, URI control) {
        var text = new StringBuilder();
        text.append("What is where\n");
        for (DemoSite site : world.sites()) {
            line(text, "site " + site.name(), site.uri() + "  " + site.mode().text());
        }
        for (Vantage vantage : world.vantages()) {
            vantage.prober()
                    .ifPresent(prober -> line(
                            text,
                            "vantage " + vantage.name(),
                            prober.uri() + "/q/metrics  from " + vantage.sourceAddress()));
        }
        for (CellProcesses cell : world.cells()) {
            line(text, "kafka " + cell.name(), cell.broker().bootstrap());
            cell.decisions().forEach(service -> service(text, service));
            cell.actuators().forEach(service -> service(text, service));
        }
        line(text, "Route 53", world.route53().endpoint());
        line(text, "Systems Manager", world.ssm().endpoint());
        line(text, "webhooks", world.hooks().uri() + "/any/path");
        line(text, "logs", world.directory());
        commands(text, world, control);
        return text.toString();
    }

    /** All webhooks received, oldest first. */
    static String hooks(World world) {
        return world.hooks().deliveries().stream()
                .map(hook -> hook.at() + " " + hook.path() + " " + (hook.taken() ? "taken " : "not taken ")
                        + hook.body() + "\n")
                .collect(Collectors.joining());
    }

    private static void service(StringBuilder text, ServiceProcess service) {
        line(text, service.name(), service.uri() + "/q/metrics");
    }

    private static void line(StringBuilder text, String what, Object where) {
        text.append("  %-26s %s\n".formatted(what, where));
    }

    private static void commands(StringBuilder text, World world, URI control) {
        String site = world.preferred().name();
        String vantage = world.vantages().getFirst().name();
        text.append("\nSee\n");
        int port = world.nameServer().address().getPort();
        text.append("  dig @127.0.0.1 -p %d %s +short\n".formatted(port, world.hostname()));
        text.append("  dig @127.0.0.1 -p %d _signalbox.%s TXT +short\n".formatted(port, world.hostname()));
        text.append("  curl %s/\n".formatted(control));
        text.append("  curl %s/hooks\n".formatted(control));
        text.append("\nBreak and repair\n");
        text.append("  curl -X POST %s/sites/%s/refuse     also error, blackhole, hang, slow-800\n"
                .formatted(control, site));
        text.append("  curl -X POST %s/sites/%s/up\n".formatted(control, site));
        text.append("  curl -X POST %s/vantages/%s/cut     and restore\n".formatted(control, vantage));
        text.append("  curl -X POST %s/kafka/stop     and start\n".formatted(control));
        text.append("  curl -X POST %s/hooks/fail-3\n".formatted(control));
        text.append("  curl -X POST %s/zone/snapshot/a     later /zone/rollback/a: Route 53 loses all later changes\n"
                .formatted(control));
        text.append("  curl -X POST %s/fence/delete\n".formatted(control));
        if (!world.cell().decisions().isEmpty()) {
            dashboard(text, world);
            orders(text, world);
        }
    }

    private static void dashboard(StringBuilder text, World world) {
        text.append("\nWhy did it move? In a browser\n");
        text.append("  %s/ui/#/services/%s\n".formatted(world.cell().decision().uri(), world.service()));
        text.append("  token %s\n".formatted(world.operator().token()));
    }

    private static void orders(StringBuilder text, World world) {
        String api = world.cell().decision().uri() + "/api/v1/services/" + world.service();
        String second = world.second().name();
        text.append("\nGive orders\n");
        text.append(
                "  AUTH='Authorization: Bearer %s'\n".formatted(world.operator().token()));
        text.append("  JSON='Content-Type: application/json'\n");
        text.append("  curl -H \"$AUTH\" %s\n".formatted(api));
        text.append("  curl -H \"$AUTH\" '%s/journal?limit=20'\n".formatted(api));
        order(text, api, "override", "{\"target\":\"%s\",\"why\":\"trying it out\"}".formatted(second));
        order(text, api, "release", "{\"why\":\"done\"}");
        order(text, api, "freeze", "{\"why\":\"hands off\"}");
        order(text, api, "thaw", "{\"why\":\"go on\"}");
    }

    private static void order(StringBuilder text, String api, String action, String body) {
        text.append("  curl -H \"$AUTH\" -H \"$JSON\" -d '%s' %s/%s\n".formatted(body, api, action));
    }
}
