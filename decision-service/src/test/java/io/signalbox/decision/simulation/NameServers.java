package io.signalbox.decision.simulation;

import io.signalbox.contract.name.ServiceName;
import io.signalbox.decision.simulation.Provider.Zone;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The provider's name servers, which answer what it has taken sooner or later, each for itself. */
final class NameServers {

    private static final int SERVERS = 2;

    /** @param arrives per server, when it answers so */
    private record Version(Zone zone, long[] arrives) {}

    private final Agenda agenda;
    private final Chance chance;
    private final Map<ServiceName, List<Version>> history = new HashMap<>();

    NameServers(Agenda agenda, Chance chance) {
        this.agenda = agenda;
        this.chance = chance;
    }

    /** Has always been answered. */
    void begin(ServiceName service, Zone zone) {
        var versions = new ArrayList<Version>();
        versions.add(new Version(zone, new long[SERVERS]));
        history.put(service, versions);
    }

    /** @param slow whether it takes long */
    void add(ServiceName service, Zone zone, boolean slow) {
        var versions = history.get(service);
        versions.add(new Version(zone, arrivals(versions.getLast().arrives(), slow)));
    }

    /** As the control plane has it. */
    Zone last(ServiceName service) {
        return history.get(service).getLast().zone();
    }

    /** All that has stood there, the newest last. */
    List<Zone> history(ServiceName service) {
        return history.get(service).stream().map(Version::zone).toList();
    }

    /** Asks for the progress of the last change. */
    String token(ServiceName service) {
        return String.valueOf(history.get(service).size() - 1);
    }

    private long[] arrivals(long[] former, boolean slow) {
        var arrivals = new long[SERVERS];
        for (int server = 0; server < SERVERS; server++) {
            long takes = slow ? chance.between(2_000, 60_000) : chance.delay(800, 12_000, 0.05);
            arrivals[server] = Math.max(former[server], agenda.now() + takes);
        }
        return arrivals;
    }

    boolean inSync(ServiceName service, String token) {
        long[] arrives = history.get(service).get(Integer.parseInt(token)).arrives();
        for (long arrival : arrives) {
            if (arrival > agenda.now()) {
                return false;
            }
        }
        return true;
    }

    /** What all answer; null while they disagree. */
    @Nullable
    Zone answered(ServiceName service) {
        Zone agreed = null;
        for (int server = 0; server < SERVERS; server++) {
            Zone answer = answer(history.get(service), server);
            if (agreed != null && !agreed.equals(answer)) {
                return null;
            }
            agreed = answer;
        }
        return agreed;
    }

    /** The newest that any of them answers; what cannot be read speaks loudest. */
    Zone newest(ServiceName service) {
        Zone newest = answer(history.get(service), 0);
        for (int server = 1; server < SERVERS; server++) {
            Zone answer = answer(history.get(service), server);
            newest = loudness(answer) > loudness(newest) ? answer : newest;
        }
        return newest;
    }

    private static long loudness(Zone zone) {
        return zone.garbled()
                ? Long.MAX_VALUE
                : zone.fence() == null ? 0 : zone.fence().epoch();
    }

    private Zone answer(List<Version> versions, int server) {
        int at = versions.size() - 1;
        while (versions.get(at).arrives()[server] > agenda.now()) {
            at--;
        }
        return versions.get(at).zone();
    }
}
