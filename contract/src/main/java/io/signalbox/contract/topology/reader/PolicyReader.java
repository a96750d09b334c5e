package io.signalbox.contract.topology.reader;

import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Policy.Damping;
import io.signalbox.contract.topology.Policy.Failback;
import io.signalbox.contract.topology.Policy.Mode;
import io.signalbox.contract.topology.Policy.Quorum;
import io.signalbox.contract.topology.Policy.WhenAllDown;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what may be done for a service.
 *
 * @param voters who has a vote on its sites
 * @param base what holds where nothing is said
 */
record PolicyReader(Voters voters, Policy base) {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    static final Policy STANDARD = new Policy(
            new Quorum(null, false),
            new Failback(Failback.Mode.AUTO, Duration.ofMinutes(10), null),
            WhenAllDown.LAST_RESORT,
            Duration.ofSeconds(30),
            Duration.ofMinutes(15));

    @Nullable
    Policy read(Cursor at) {
        Fields fields = at.fields(
                "mode",
                "quorum",
                "excludeOwnVantage",
                "failback",
                "whenAllDown",
                "grace",
                "minDownFor",
                "damping",
                "planDeadline",
                "claimFor",
                "twoPersons");
        Mode mode = fields.optional("mode", base.mode(), PolicyReader::mode);
        Quorum quorum = fields.combined(new QuorumReader(voters, base.quorum())::read);
        Failback failback = fields.optional("failback", base.failback(), new FailbackReader(base.failback())::read);
        WhenAllDown whenAllDown = fields.optional("whenAllDown", base.whenAllDown(), PolicyReader::whenAllDown);
        Duration grace = fields.optional("grace", base.grace(), it -> it.duration(Duration.ZERO, DAY));
        Duration minDownFor = fields.optional("minDownFor", base.minDownFor(), it -> it.duration(Duration.ZERO, DAY));
        Damping damping = fields.optional("damping", base.damping(), new DampingReader(base.damping())::read);
        Duration deadline = fields.optional("planDeadline", base.planDeadline(), it -> it.duration(SECOND, DAY));
        Duration claimFor = fields.optional("claimFor", base.claimFor(), it -> it.duration(Fence.SHORTEST_CLAIM, DAY));
        Boolean twoPersons = fields.optional("twoPersons", base.twoPersons(), Cursor::bool);
        return fields.whole(() -> new Policy(
                mode, quorum, failback, whenAllDown, grace, minDownFor, damping, deadline, claimFor, twoPersons));
    }

    private static @Nullable Mode mode(Cursor at) {
        return at.word(List.of(
                Map.entry("auto", Mode.AUTO),
                Map.entry("approve", Mode.APPROVE),
                Map.entry("advise", Mode.ADVISE),
                Map.entry("off", Mode.OFF)));
    }

    private static @Nullable WhenAllDown whenAllDown(Cursor at) {
        return at.word(List.of(
                Map.entry("lastResort", WhenAllDown.LAST_RESORT),
                Map.entry("stay", WhenAllDown.STAY),
                Map.entry("primary", WhenAllDown.PRIMARY)));
    }
}
