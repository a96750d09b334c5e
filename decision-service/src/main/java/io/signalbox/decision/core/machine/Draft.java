package io.signalbox.decision.core.machine;

import io.signalbox.contract.Command;
import io.signalbox.contract.Fence;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.Reason;
import io.signalbox.contract.RecordSet;
import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.ServiceName;
import io.signalbox.contract.SiteName;
import io.signalbox.contract.SiteVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A transition while it is being worked out: the state so far, and what is to be told. Lives for one event. */
final class Draft {

    final Situation situation;
    final Fleet fleet;
    final Instant now;

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
    private Memory memory;
    private boolean began;
    private Reason reason;
    private Instant since;
    private @Nullable RecoveryTimes recovery;
    private List<String> directives;
    private @Nullable Instant dividedSince;

    /** Nothing is kept of sites that the topology does not have any more: one that comes back starts UNKNOWN. */
    Draft(Situation situation, ServiceState state, Fleet fleet, Instant now) {
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

    /** The state as it is by now. */
    ServiceState state() {
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

    Phase phase() {
        return phase;
    }

    @Nullable
    Fence fence() {
        return fence;
    }

    boolean fenceSighted() {
        return fenceSighted;
    }

    /** The fence, where there must be one. */
    Fence knownFence() {
        if (fence == null) {
            throw new IllegalStateException(before.service() + " has no fence, and is " + phase.label());
        }
        return fence;
    }

    /** Where the name points; null before adoption. */
    @Nullable
    SiteName active() {
        return fence == null ? null : fence.active();
    }

    long epoch() {
        return fence == null ? 0 : fence.epoch();
    }

    Holds holds() {
        return holds;
    }

    Memory memory() {
        return memory;
    }

    List<RecordSet> records() {
        return records;
    }

    /** What the traffic records may be while they are not known. */
    List<List<RecordSet>> described() {
        return described;
    }

    @Nullable
    SiteVerdict verdict(SiteName site) {
        return verdicts.get(site);
    }

    Reason reason() {
        return reason;
    }

    long version() {
        return version;
    }

    void send(Command command) {
        commands.add(command);
    }

    void become(Phase phase, Reason reason) {
        boolean same = phase.label().equals(this.phase.label()) && reason.code().equals(this.reason.code());
        this.since = same ? since : now;
        this.phase = phase;
        this.reason = reason;
    }

    /** Prefer {@link KnownFence#update}, which also applies what the fence says. @param described records that may stand beside it */
    void fence(Fence fence, List<RecordSet> records, List<List<RecordSet>> described) {
        if (this.fence == null || !this.fence.active().equals(fence.active())) {
            since = now;
            activeSince = now;
        }
        this.described = described;
        this.fence = fence;
        this.records = records;
    }

    /** Another cell has divided the traffic otherwise. */
    void divided() {
        dividedSince = now;
    }

    void recovery(RecoveryTimes times) {
        this.recovery = times;
    }

    void verdict(SiteVerdict verdict) {
        verdicts.put(verdict.site(), verdict);
    }

    void holds(Holds holds) {
        this.holds = holds;
    }

    void memory(Memory memory) {
        this.memory = memory;
    }

    /** An automatic move begins. */
    void began() {
        began = true;
    }

    void sighted() {
        fenceSighted = true;
    }

    /** @return whether the alarm is new */
    boolean raise(Reason alarm) {
        return !alarm.equals(alarms.put(alarm.code(), alarm));
    }

    /** @return whether any was raised */
    boolean clear(Collection<String> codes) {
        return alarms.keySet().removeAll(codes);
    }

    /** @return false for a directive that was seen before */
    boolean remember(String directive) {
        if (directives.contains(directive)) {
            return false;
        }
        directives = ServiceState.remembering(directives, directive);
        return true;
    }

    /** The directive has had no effect and may come again. */
    void forget(String directive) {
        directives =
                directives.stream().filter(known -> !known.equals(directive)).toList();
    }

    Transition done(@Nullable Instant wakeAt) {
        return new Transition(state(), commands, journal, wakeAt, began);
    }

    /** A journal entry of this kind; it is told once it is written. */
    JournalEntryBuilder journal(String kind, Reason reason) {
        return new JournalEntryBuilder(this, kind, reason);
    }

    void write(JournalEntry entry) {
        version = entry.version();
        journal.add(entry);
    }

    ServiceName service() {
        return before.service();
    }
}
