package io.signalbox.decision.simulation;

import io.signalbox.contract.Command;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Watermark;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.cell.Brain;
import io.signalbox.decision.core.cell.Brain.Effect;
import io.signalbox.decision.core.evidence.Evidence;
import io.signalbox.decision.core.evidence.Silence;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The decision-service of a cell around the real core. What one call leads to is stored and told at once, with the
 * reader's place, or not at all: a crash in between loses the process with everything that it had in memory.
 */
final class DecisionService {

    /** How far the clock of a process may be ahead, in milliseconds. */
    static final int FASTEST = 100;

    private static final int SLOWEST = -300;
    private static final double CRASH_BEFORE_COMMIT = 0.002;

    private final CellName cell;
    private final String brainName;
    private final Agenda agenda;
    private final Chance chance;
    private final Broker broker;
    private Topology topology;
    private final Trace trace;
    private final DecisionRules rules;
    private final EvidenceRules evidenceRules;
    private final Oracle oracle;

    private final Map<String, SiteVerdict> storedVerdicts = new LinkedHashMap<>();
    private final Map<ServiceName, Watermark> storedWatermarks = new HashMap<>();
    private final Map<ServiceName, ServiceState> storedStates = new LinkedHashMap<>();
    private FleetState storedFleet = FleetState.NEW;
    private long changes;
    /** What the world outside reads. */
    private final Map<ServiceName, ServiceStatus> published = new HashMap<>();

    private final Map<ServiceName, Reader<Observation>> observations = new LinkedHashMap<>();
    private final List<Reader<?>> news = new ArrayList<>();
    private final Map<ServiceName, Evidence> evidence = new HashMap<>();
    private final boolean hosted;
    private Map<String, byte[]> storedBytes = Map.of();
    private @Nullable Deciding brain;
    private Instant clock = Instant.EPOCH;
    private Instant began = Instant.EPOCH;
    private Instant vouchAt = Instant.EPOCH;
    private int skew;
    private int jumped;
    private boolean stopped;

    DecisionService(
            CellName cell,
            Agenda agenda,
            Chance chance,
            Broker broker,
            Topology topology,
            Trace trace,
            DecisionRules rules,
            EvidenceRules evidenceRules,
            Oracle oracle,
            boolean hosted) {
        this.hosted = hosted;
        this.cell = cell;
        this.brainName = cell + " brain";
        this.agenda = agenda;
        this.chance = chance;
        this.broker = broker;
        this.topology = topology;
        this.trace = trace;
        this.rules = rules;
        this.evidenceRules = evidenceRules;
        this.oracle = oracle;
        topology.services().forEach(service -> reads(service.name()));
        news.add(reader(broker.verdicts, Log.Entry::value));
        news.add(reader(broker.directives, entry -> new ServiceEvent.Directed(entry.value(), entry.appended())));
        news.add(reader(broker.outcomes, entry -> new ServiceEvent.Reported(entry.value())));
        agenda.every(chance.between(0, 250), 250, this::tick);
        agenda.every(chance.between(0, 500), 500, this::tickEvidence);
    }

    private void reads(ServiceName service) {
        observations.computeIfAbsent(
                service,
                name -> new Reader<>(
                        agenda, chance, broker.observations(name), this::works, entry -> count(name, entry)));
    }

    private <T> Reader<T> reader(Log<T> log, Function<Log.Entry<T>, ServiceEvent> event) {
        return new Reader<>(agenda, chance, log, this::works, entry -> hear(event.apply(entry), entry.appended()));
    }

    private boolean works() {
        return brain != null && broker.up();
    }

    @Nullable
    ServiceState state(ServiceName service) {
        return storedStates.get(service);
    }

    /** How often what is stored of services has changed. */
    long changes() {
        return changes;
    }

    Map<ServiceName, ServiceStatus> published() {
        return published;
    }

    FleetState fleet() {
        return storedFleet;
    }

    Instant clock() {
        return clock;
    }

    /** What damping has against a site by now. */
    boolean damped(ServiceName service, SiteName site) {
        return rules.damped(service, site, clock);
    }

    /** As stored by the first stage; the second hears of it later. */
    Verdict concluded(ServiceName service, SiteName site) {
        SiteVerdict verdict = storedVerdicts.get(SiteVerdict.key(service, site));
        return verdict == null ? Verdict.UNKNOWN : verdict.verdict();
    }

    void start() {
        if (brain != null) {
            return;
        }
        stopped = false;
        // Another machine's clock, which the core is told never goes back within one life.
        skew = chance.between(SLOWEST, FASTEST);
        clock = agenda.instant(skew + jumped);
        began = clock;
        vouchAt = clock;
        brain = hosted
                ? new Deciding.Hosted(topology, cell, storedBytes, clock)
                : new Deciding.Core(new Brain(topology, cell, storedFleet, storedStates.values(), Map.of()));
        restore();
        observations.values().forEach(Reader::rewind);
        news.forEach(Reader::rewind);
        wake();
    }

    boolean lives() {
        return brain != null;
    }

    /** Down until it is started, whoever would have restarted it. */
    void stop() {
        crash();
        stopped = true;
    }

    /** Its machine's clock shows so many milliseconds more from now on. A life whose clock is set back has to end. */
    void jump(int by) {
        jumped += by;
        if (by < -1_000) {
            crash();
            restartLater();
        }
    }

    void readLate(int late) {
        observations.values().forEach(reader -> reader.late(late));
    }

    /** Every order, verdict and outcome that its Kafka still has comes again. */
    void losesItsPlace() {
        news.forEach(Reader::fromTheBeginning);
    }

    void losesItsStores() {
        storedVerdicts.clear();
        storedWatermarks.clear();
        storedStates.clear();
        changes++;
        storedBytes = Map.of();
        storedFleet = FleetState.NEW;
        oracle.forgets(cell);
    }

    void crash() {
        if (brain != null) {
            trace.tell(cell + " decision", "crashes");
            brain = null;
            evidence.clear();
            evidenceRules.forget();
        }
    }

    void wake() {
        observations.values().forEach(Reader::wake);
        news.forEach(Reader::wake);
    }

    private Instant now() {
        Instant shown = agenda.instant(skew + jumped);
        clock = shown.isAfter(clock) ? shown : clock;
        return clock;
    }

    private boolean diesNow() {
        if (!chance.in(CRASH_BEFORE_COMMIT)) {
            return false;
        }
        crash();
        restartLater();
        return true;
    }

    private void restartLater() {
        agenda.in(chance.between(200, 12_000), () -> {
            if (!stopped) {
                start();
            }
        });
    }

    private boolean count(ServiceName name, Log.Entry<Observation> entry) {
        Service service = topology.service(name).orElse(null);
        if (service == null) {
            return true;
        }
        Evidence counted = evidence.computeIfAbsent(name, _ -> restored(service));
        evidenceRules.delivered(entry);
        return conclude(counted.accept(entry.value(), entry.appended(), now()));
    }

    /** Goes on with another topology, as both stages do. */
    void follow(Topology newer) {
        Topology older = topology;
        topology = newer;
        oracle.follows(cell, newer);
        newer.services().forEach(service -> reads(service.name()));
        var sites = newer.services().stream()
                .flatMap(service -> service.sites().stream().map(site -> SiteVerdict.key(service.name(), site.name())))
                .collect(Collectors.toSet());
        storedVerdicts.keySet().retainAll(sites);
        evidence.keySet().removeIf(name -> !older.service(name).equals(newer.service(name)));
        if (brain != null) {
            restore();
            brain.follow(newer);
        }
    }

    /** What was concluded before goes stale even if nothing is observed any more. */
    private void restore() {
        for (Service service : topology.services()) {
            evidence.computeIfAbsent(service.name(), _ -> restored(service));
        }
    }

    private Evidence restored(Service service) {
        var known = storedVerdicts.values().stream()
                .filter(verdict -> verdict.service().equals(service.name()))
                .toList();
        return new Evidence(topology, service, known, storedWatermarks.get(service.name()), now());
    }

    private void tickEvidence() {
        if (works()) {
            for (var counted : List.copyOf(evidence.entrySet())) {
                if (!conclude(counted.getValue().tick(now(), Silence.upTo(heardTo(counted.getKey()))))) {
                    return;
                }
            }
            vouch();
            observations.values().forEach(Reader::commit);
        }
    }

    private Instant heardTo(ServiceName service) {
        Instant took = Agenda.instantAt(observations.get(service).tookTo() + skew + jumped);
        return took.isBefore(now()) ? took : now();
    }

    /** Each service is a partition of its own. */
    private void vouch() {
        if (now().isBefore(vouchAt)) {
            return;
        }
        vouchAt = now().plusSeconds(1);
        for (var counted : evidence.entrySet()) {
            var watermark = new Watermark(
                    Watermark.VERSION,
                    0,
                    "life",
                    began,
                    now(),
                    null,
                    Duration.ZERO,
                    List.of(counted.getKey()),
                    counted.getValue().unconfirmed(now()));
            storedWatermarks.put(counted.getKey(), watermark);
            broker.append(broker.verdicts, new ServiceEvent.EvidenceRead(watermark));
        }
    }

    private boolean conclude(List<SiteVerdict> changes) {
        if (changes.isEmpty()) {
            return true;
        }
        if (diesNow()) {
            return false;
        }
        for (SiteVerdict verdict : changes) {
            trace.tell(cell + " evidence", verdict.service() + " " + verdict.reason());
            SiteVerdict former = storedVerdicts.put(SiteVerdict.key(verdict.service(), verdict.site()), verdict);
            evidenceRules.concluded(former, verdict);
            broker.append(broker.verdicts, new ServiceEvent.VerdictChanged(verdict));
        }
        return true;
    }

    private void tick() {
        if (works()) {
            attempt(() -> perform(null, brain.tick(now())));
        }
    }

    private boolean hear(ServiceEvent event, Instant appended) {
        boolean routine = event instanceof ServiceEvent.EvidenceRead(var watermark)
                && watermark.unconfirmed().isEmpty();
        if (!routine) {
            trace.tell(brainName, () -> "hears of " + Words.of(event));
        }
        return attempt(() -> perform(event, brain.on(event, appended, now())));
    }

    private boolean perform(@Nullable ServiceEvent event, List<Effect> effects) {
        if (!effects.isEmpty() && diesNow()) {
            return false;
        }
        if (event != null) {
            oracle.heard(cell, event, clock);
        }
        if (effects.isEmpty()) {
            return true;
        }
        var before = Map.copyOf(storedStates);
        var sent = new ArrayList<Command>();
        var written = new ArrayList<JournalEntry>();
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.StoreService(ServiceState state) -> {
                    storedStates.put(state.service(), state);
                    changes++;
                }
                case Effect.StoreFleet(FleetState fleet) -> storedFleet = fleet;
                case Effect.Send(Command command) -> sent.add(command);
                case Effect.Journal(JournalEntry entry) -> written.add(entry);
                case Effect.Publish(ServiceStatus status) -> published.put(status.service(), status);
                case Effect.Withdraw(ServiceName service) -> published.remove(service);
            }
        }
        written.forEach(entry -> trace.tell(brainName, () -> Words.of(entry)));
        sent.forEach(command -> trace.tell(brainName, () -> Words.of(command)));
        oracle.told(cell, written);
        sent.forEach(oracle::sent);
        rules.decided(new Decision(cell, event, before, storedStates, storedFleet, sent, written, clock));
        sent.forEach(command -> broker.append(broker.commands(command.service()), command));
        news.forEach(Reader::commit);
        if (brain instanceof Deciding.Hosted host) {
            storedBytes = host.stage().stored();
        }
        return true;
    }

    /** Kafka Streams replaces a thread that an exception ends, and begins with the same record. */
    private boolean attempt(BooleanSupplier work) {
        if (!hosted) {
            return work.getAsBoolean();
        }
        try {
            return work.getAsBoolean();
        } catch (RuntimeException e) {
            trace.tell(cell + " decision", "throws " + e);
            crash();
            restartLater();
            return false;
        }
    }

    /** A transaction is lost, and the same task begins anew on what was stored before. */
    void revives() {
        if (brain instanceof Deciding.Hosted host) {
            trace.tell(cell + " decision", "is revived");
            host.stage().revive(storedBytes, now());
            news.forEach(Reader::rewind);
            wake();
        }
    }

    /** Bytes that no part of this world has written. What they lead to is stored and told like everything else. */
    void takes(String topic, String text) {
        boolean taken = false;
        if (works() && brain instanceof Deciding.Hosted host) {
            trace.tell(brainName, "is given " + text);
            byte[] value = text.getBytes(StandardCharsets.UTF_8);
            taken = attempt(() -> perform(null, host.stage().take(topic, value, agenda.instant(), now())));
        }
        if (!taken) {
            // Where a record was not taken the next life begins with it.
            agenda.in(3_000, () -> takes(topic, text));
        }
    }
}
