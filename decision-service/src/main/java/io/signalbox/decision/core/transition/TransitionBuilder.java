package io.signalbox.decision.core.transition;

import io.signalbox.contract.Command;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.JournalKind;
import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.state.AttemptTimes;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.Holds;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.ServiceMemory;
import io.signalbox.decision.core.state.ServiceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a transition: the state so far, and the commands and journal entries to send. Used for one event. */
public final class TransitionBuilder {

    public final ServiceContext situation;
    public final FleetState fleet;
    public final Instant now;

    private final ServiceState before;
    private final List<Command> commands = new ArrayList<>();
    private final List<JournalEntry> journal = new ArrayList<>();

    private final Map<SiteName, SiteVerdict> verdicts;
    private final Map<String, Reason> alarms;
    private long version;
    private Phase phase;
    private @Nullable Fence fence;
    private @Nullable Instant activeSince;
    private boolean fenceSighted;
    private List<RecordSet> records;
    private List<List<RecordSet>> described;
    private Holds holds;
    private ServiceMemory memory;
    private boolean began;
    private Reason reason;
    private Instant since;
    private @Nullable RecoveryTimes recovery;
    private List<String> directives;
    private @Nullable Instant dividedSince;

    /** Drops data of sites that the topology no longer has: a site that is added again starts UNKNOWN. */
    public TransitionBuilder(ServiceContext situation, ServiceState state, FleetState fleet, Instant now) {
        this.situation = situation;
        this.fleet = fleet;
        this.now = now;
        this.before = state;
        this.verdicts = new HashMap<>(state.verdicts());
        verdicts.keySet().removeIf(site -> situation.service().site(site).isEmpty());
        this.alarms = new HashMap<>(state.alarms());
        this.version = state.version();
        this.phase = state.phase();
        this.fence = state.fence();
        this.activeSince = state.activeSince();
        this.fenceSighted = state.fenceSighted();
        this.records = state.records();
        this.described = state.described();
        this.holds = state.holds();
        this.memory =
                state.memory().ofSites(site -> situation.service().site(site).isPresent());
        this.reason = state.reason();
        this.since = state.since();
        this.recovery = state.recovery();
        this.directives = state.directives();
        this.dividedSince = state.dividedSince();
    }

    /**
     * When a command that has failed is sent again.
     *
     * @param plan its id, or that of a notice
     * @param attempt the one that failed, from 1
     */
    public Instant retryAt(String plan, int step, int attempt) {
        String command = situation.service().name() + "/" + plan + "/" + step;
        return now.plus(AttemptTimes.backoff(command, attempt));
    }

    /** The state before this event. */
    public ServiceState before() {
        return before;
    }

    /** The state built so far. */
    public ServiceState state() {
        return new ServiceState(
                ServiceState.VERSION,
                before.service(),
                version,
                phase,
                fence,
                activeSince,
                fenceSighted,
                records,
                verdicts,
                holds,
                memory,
                reason,
                since,
                alarms,
                recovery,
                directives,
                dividedSince,
                described);
    }

    public Phase phase() {
        return phase;
    }

    @Nullable
    public Fence fence() {
        return fence;
    }

    public boolean fenceSighted() {
        return fenceSighted;
    }

    /** The known fence; fails when there is none. */
    public Fence knownFence() {
        if (fence == null) {
            throw new IllegalStateException(
                    before.service() + " has no fence, and is " + phase.label().text());
        }
        return fence;
    }

    /** The site in DNS; null before adoption. */
    @Nullable
    public SiteName active() {
        return fence == null ? null : fence.active();
    }

    public long epoch() {
        return fence == null ? 0 : fence.epoch();
    }

    public Holds holds() {
        return holds;
    }

    public ServiceMemory memory() {
        return memory;
    }

    public List<RecordSet> records() {
        return records;
    }

    /** Candidates for the traffic records while they are unknown. */
    public List<List<RecordSet>> described() {
        return described;
    }

    @Nullable
    public SiteVerdict verdict(SiteName site) {
        return verdicts.get(site);
    }

    /** The verdict before this event; null if there was none. */
    @Nullable
    public SiteVerdict verdictBefore(SiteName site) {
        return before.verdicts().get(site);
    }

    public Reason reason() {
        return reason;
    }

    public long version() {
        return version;
    }

    public void send(Command command) {
        commands.add(command);
    }

    public void become(Phase phase, Reason reason) {
        boolean same = phase.label() == this.phase.label() && reason.hasCodeOf(this.reason);
        this.since = same ? since : now;
        this.phase = phase;
        this.reason = reason;
    }

    /** Prefer {@code KnownFence.update}, which also applies marks. @param described candidates for unknown records */
    public void fence(Fence fence, List<RecordSet> records, List<List<RecordSet>> described) {
        if (this.fence == null || !this.fence.active().equals(fence.active())) {
            since = now;
            activeSince = now;
        }
        this.described = described;
        this.fence = fence;
        this.records = records;
    }

    /** Another cell has changed the split. */
    public void divided() {
        dividedSince = now;
    }

    public void recovery(RecoveryTimes times) {
        this.recovery = times;
    }

    public void verdict(SiteVerdict verdict) {
        verdicts.put(verdict.site(), verdict);
    }

    public void holds(Holds holds) {
        this.holds = holds;
    }

    public void memory(ServiceMemory memory) {
        this.memory = memory;
    }

    /** An automatic move begins. */
    public void began() {
        began = true;
    }

    public void sighted() {
        fenceSighted = true;
    }

    /** @return whether the alarm is new */
    public boolean raise(Reason alarm) {
        return !alarm.equals(alarms.put(alarm.code(), alarm));
    }

    /** @return whether any was raised */
    public boolean clear(Collection<ReasonCode> codes) {
        return alarms.keySet().removeAll(codes.stream().map(ReasonCode::code).toList());
    }

    /** @return false for a directive that was seen before */
    public boolean remember(String directive) {
        if (directives.contains(directive)) {
            return false;
        }
        directives = ServiceState.remembering(directives, directive);
        return true;
    }

    /** Forgets a directive that had no effect, so that it may come again. */
    public void forget(String directive) {
        directives =
                directives.stream().filter(known -> !known.equals(directive)).toList();
    }

    public Transition done(@Nullable Instant wakeAt) {
        return new Transition(state(), commands, journal, wakeAt, began);
    }

    /** The entries written so far, in this turn. */
    public List<JournalEntry> written() {
        return List.copyOf(journal);
    }

    /** Starts a journal entry of this kind. */
    public JournalEntryBuilder journal(JournalKind kind, Reason reason) {
        return new JournalEntryBuilder(this, kind, reason);
    }

    void write(JournalEntry entry) {
        version = entry.version();
        journal.add(entry);
    }

    public ServiceName service() {
        return before.service();
    }
}
