package io.signalbox.decision.core.machine;

import io.signalbox.contract.Command;
import io.signalbox.contract.Fence;
import io.signalbox.contract.RecordSet;
import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.SiteName;
import io.signalbox.contract.SiteVerdict;
import io.signalbox.contract.StepArguments;
import io.signalbox.contract.topology.Records;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes plans and the commands that carry them out. */
final class Commands {

    /** How long an attempt may wait in Kafka before it must no longer begin. */
    static final Duration ATTEMPT_LIFE = Duration.ofSeconds(30);

    /** Above the five seconds that an attempt may take: silence for longer means that it, or its outcome, is lost. */
    static final Duration SILENCE = Duration.ofSeconds(6);

    private static final RecoveryTimes NOTHING_FAILED = new RecoveryTimes(null, null, null, null, null, null);

    private Commands() {}

    static Plan adoption(Draft draft) {
        Service service = draft.situation.service();
        SiteName preferred = service.preferred().name();
        Map<SiteName, List<RecordSet>> candidates = service.sites().stream()
                .collect(Collectors.toMap(Site::name, site -> Records.of(service, site.name())));
        var arguments = new StepArguments.DnsAdopt(service.dns().zone(), service.hostname(), preferred, candidates);
        return plan(draft, MoveKind.ADOPTION, preferred, arguments, null, NOTHING_FAILED);
    }

    static Plan move(Draft draft, SiteName to, MoveKind kind, Fence fence) {
        Service service = draft.situation.service();
        var arguments = new StepArguments.DnsSwitch(
                service.dns().zone(), service.hostname(), to, draft.records(), Records.of(service, to));
        return plan(draft, kind, to, arguments, fence, times(draft, kind, fence.active()));
    }

    private static RecoveryTimes times(Draft draft, MoveKind kind, SiteName from) {
        SiteVerdict down = kind == MoveKind.FAILOVER ? draft.verdict(from) : null;
        Instant detected = down == null ? null : down.since();
        return new RecoveryTimes(down == null ? null : down.firstFailure(), detected, draft.now, null, null, null);
    }

    private static Plan plan(
            Draft draft,
            MoveKind kind,
            SiteName to,
            StepArguments arguments,
            @Nullable Fence expected,
            RecoveryTimes times) {
        long epoch = expected == null ? 1 : expected.epoch() + 1;
        String id = "m" + epoch + "-" + draft.version();
        Fence next = Fence.settled(epoch, to, id, draft.situation.cell());
        Instant deadline = draft.now.plus(draft.situation.service().policy().planDeadline());
        SiteName from = expected == null ? null : expected.active();
        return new Plan(id, kind, from, to, arguments, expected, next, draft.now, deadline, times);
    }

    static Command attempt(Draft draft, Plan plan, int attempt, @Nullable String token) {
        return new Command(
                Command.VERSION,
                draft.situation.service().name(),
                draft.situation.cell(),
                plan.id(),
                0,
                attempt,
                draft.now,
                draft.now.plus(ATTEMPT_LIFE),
                plan.expected(),
                plan.next(),
                token,
                plan.arguments(),
                draft.situation.digest());
    }
}
