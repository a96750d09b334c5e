package io.signalbox.sandbox.demo;

import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Mark;
import io.signalbox.contract.name.SiteName;
import io.signalbox.sandbox.cloud.Sns;
import io.signalbox.sandbox.console.Screen;
import io.signalbox.sandbox.process.ServiceProcess;
import io.signalbox.sandbox.sites.DemoSite;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.watch.DecisionApi;
import io.signalbox.sandbox.watch.NameWatch;
import io.signalbox.sandbox.world.World;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An example's life on this machine: its preferred site fails and is repaired, a drill moves the traffic for a while, and the name is
 * given back to hand. A person who is asked agrees.
 */
public final class ExampleDemo {

    private static final Duration LOOK = Duration.ofMillis(10);
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String DRILL = "PT3S";

    private final World world;
    private final Screen screen;
    private final NameWatch names;
    private final OrderTraffic traffic;
    private int told;

    private ExampleDemo(World world, Screen screen, NameWatch names, OrderTraffic traffic) {
        this.world = world;
        this.screen = screen;
        this.names = names;
        this.traffic = traffic;
    }

    /** @param detectionMillis from the first failed check to the verdict @param recoveryMillis from there to the
     *     proven move @param lost orders that were acknowledged and are not at the site that took over */
    public record Result(
            long flippedMillis,
            long detectionMillis,
            long recoveryMillis,
            long restoredMillis,
            long drilledMillis,
            long lost) {

        String line(String name) {
            return String.format(
                    Locale.ROOT,
                    "RESULT demo-%s flipped_ms=%d detection_s=%.1f failover_s=%.1f restored_ms=%d drill_ms=%d lost=%d destroyed=1",
                    name,
                    flippedMillis,
                    detectionMillis / 1_000.0,
                    recoveryMillis / 1_000.0,
                    restoredMillis,
                    drilledMillis,
                    lost);
        }
    }

    /** @throws MissedMilestoneException when something does not happen in time */
    public static Result run(World world, Screen screen) throws MissedMilestoneException, InterruptedException {
        screen.title(world.hostname() + " on this machine: Kafka, AWS, a name server, "
                + world.sites().size() + " sites, three vantages");
        try (var names = NameWatch.start(world.nameServer().address(), world.hostname(), LOOK, _ -> {})) {
            world.startServices();
            try (var traffic = OrderTraffic.start(world, names)) {
                return new ExampleDemo(world, screen, names, traffic).run();
            }
        }
    }

    private Result run() throws MissedMilestoneException, InterruptedException {
        await("the name is adopted and all sites are UP", this::isSteady);
        SiteName home = new SiteName(world.preferred().name());
        long flipped = fail(home);
        long lost = traffic.lost(active());
        screen.plain("  " + traffic.acknowledged() + " orders acknowledged, " + lost + " of them are not at "
                + active().name());
        RecoveryTimes times = Objects.requireNonNull(mover().recovery());
        long restored = repair(home);
        long drilled = drill(home);
        destroy(home);
        return new Result(
                flipped,
                millis(times.firstFailure(), times.detected()),
                millis(times.firstFailure(), times.reached() == null ? times.converged() : times.reached()),
                restored,
                drilled,
                lost);
    }

    private DemoSite active() {
        return world.site(Objects.requireNonNull(status().active()).value());
    }

    private static long millis(@Nullable Instant from, @Nullable Instant to) {
        return Duration.between(Objects.requireNonNull(from), Objects.requireNonNull(to))
                .toMillis();
    }

    private long fail(SiteName home) throws MissedMilestoneException, InterruptedException {
        screen.title(home + " fails");
        Instant died = Instant.now();
        world.preferred().become(SiteMode.REFUSE);
        await("the name leads elsewhere", () -> !answers(world.preferred()));
        long flipped = millis(died, names.changes().getLast().at());
        await("the move is done", () -> isAt(site -> !site.equals(home)));
        screen.moment(Duration.ofMillis(flipped), "answer changed", String.join(", ", lastAnswer()));
        tell();
        return flipped;
    }

    private long repair(SiteName home) throws MissedMilestoneException, InterruptedException {
        screen.title(home + " is repaired");
        Instant repaired = Instant.now();
        world.preferred().become(SiteMode.UP);
        await(home + " is UP", () -> verdict(home) == Verdict.UP);
        reseed();
        await("the traffic is home", () -> answers(world.preferred()) && isAt(home::equals));
        long restored = millis(repaired, names.changes().getLast().at());
        screen.moment(Duration.ofMillis(restored), "answer changed", String.join(", ", lastAnswer()));
        tell();
        return restored;
    }

    /** Somebody has seeded the sites again whose data nobody writes any more. */
    private void reseed() {
        var fence = status().fence();
        var marks = fence == null ? null : fence.marks();
        for (Mark mark : marks == null ? List.<Mark>of() : marks.stale()) {
            screen.plain("  an operator says that " + mark.site() + " was seeded again");
            world.api()
                    .direct(
                            "reseeded",
                            Map.of(
                                    "why", "its database follows the new writer",
                                    "site", mark.site().value(),
                                    "epoch", mark.epoch()));
        }
    }

    private long drill(SiteName home) throws MissedMilestoneException, InterruptedException {
        screen.title("a drill");
        await("nothing is going on", this::isSteady);
        Instant begin = Instant.now();
        String target = world.second().name();
        world.api().direct("drill/start", Map.of("target", target, "for", DRILL, "why", "rehearsal"));
        await("the drill has the traffic at " + target, () -> answers(world.second()));
        await("the drill is over", () -> answers(world.preferred()) && isAt(home::equals) && status().drill() == null);
        ServiceStatus.DrillReport report = Objects.requireNonNull(status().lastDrill());
        if (!report.result().equals("succeeded")) {
            throw new MissedMilestoneException("the drill ended as " + report.result() + ": "
                    + report.reason().text());
        }
        long drilled = millis(begin, Instant.now());
        screen.moment(Duration.ofMillis(drilled), "drill over", report.reason().text());
        return drilled;
    }

    private void destroy(SiteName home) throws MissedMilestoneException, InterruptedException {
        screen.title("the name is given back to hand");
        await("nothing is going on", this::isSteady);
        world.processes().forEach(ServiceProcess::stop);
        var ended = world.bootstrap(
                "destroy", world.topology().path("actuator-service").toString(), "--yes");
        if (ended.exitCode() != 0) {
            throw new MissedMilestoneException("destroy ended with " + ended.exitCode() + ": " + ended.output());
        }
        await("the fence is gone", () -> NameWatch.fence(world.nameServer().address(), world.hostname())
                .isEmpty());
        if (!answers(world.preferred()) || names.empty() > 0) {
            throw new MissedMilestoneException("after destroy the name answers " + lastAnswer() + ", and "
                    + names.empty() + " answers were empty; expected " + home);
        }
        screen.plain("  no fence, the same answers");
    }

    /** What people were told since the last time. */
    private void tell() {
        List<Sns.Message> messages = world.cloud().sns().messages();
        messages.stream()
                .skip(told)
                .forEach(message ->
                        screen.plain("  SNS " + message.topic().replaceFirst(".*:", "") + ": " + message.message()));
        told = messages.size();
        List<ServiceStatus.Objective> objectives = mover().objectives();
        if (objectives != null) {
            objectives.forEach(
                    objective -> screen.plain("  objective " + objective.name() + ": " + seconds(objective.actual())
                            + " of " + seconds(objective.limit()) + (objective.met() ? ", met" : ", missed")));
        }
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
    }

    private boolean isSteady() {
        return apis().stream().map(DecisionApi::status).allMatch(ExampleDemo::isSteady);
    }

    private static boolean isSteady(ServiceStatus status) {
        return status.phase().equals("steady")
                && status.sites().stream()
                        .filter(site -> site.evidence() != null)
                        .allMatch(site -> site.verdict() == Verdict.UP && site.ready() == Verdict.UP);
    }

    /** In every cell: the one that moves the traffic is the last to be done. */
    private boolean isAt(Predicate<SiteName> wanted) {
        return apis().stream().map(DecisionApi::status).allMatch(status -> isAt(status, wanted));
    }

    private static boolean isAt(ServiceStatus status, Predicate<SiteName> wanted) {
        SiteName active = status.active();
        return status.phase().equals("steady") && active != null && wanted.test(active);
    }

    private Verdict verdict(SiteName site) {
        return status().sites().stream()
                .filter(each -> each.name().equals(site))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    private List<String> lastAnswer() {
        return names.changes().getLast().addresses();
    }

    private boolean answers(DemoSite site) {
        return lastAnswer().equals(List.of(world.answer(site)));
    }

    private ServiceStatus status() {
        return world.api().status();
    }

    /** Whatever is asked meanwhile is approved. */
    private void await(String what, BooleanSupplier reached) throws MissedMilestoneException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!holds(reached)) {
            if (System.nanoTime() - end > 0) {
                throw new MissedMilestoneException(what, LIMIT);
            }
            approve();
            Thread.sleep(LOOK);
        }
    }

    /** Of several cells one carries out the plan, and asks. */
    private void approve() {
        for (DecisionApi api : apis()) {
            try {
                ServiceStatus.Awaited awaited = api.status().awaits();
                if (awaited != null) {
                    screen.plain("  an approver agrees: " + awaited.question());
                    api.direct("approve", Map.of("why", "go on"));
                }
            } catch (UncheckedIOException _) {
                // There is no state yet, or the question was answered meanwhile.
            }
        }
    }

    private List<DecisionApi> apis() {
        return world.cells().stream()
                .map(cell ->
                        new DecisionApi(cell.decision().uri(), world.operator().token(), world.service()))
                .toList();
    }

    /** The state in the cell that moved the traffic last. */
    private ServiceStatus mover() {
        return apis().stream()
                .map(DecisionApi::status)
                .filter(status -> status.recovery() != null)
                .max(Comparator.comparing(
                        status -> Objects.requireNonNull(status.recovery()).decided(),
                        Comparator.nullsFirst(Comparator.naturalOrder())))
                .orElseThrow(() -> new IllegalStateException("no cell has moved the traffic"));
    }

    private static boolean holds(BooleanSupplier reached) {
        try {
            return reached.getAsBoolean();
        } catch (UncheckedIOException _) {
            // There is no state yet.
            return false;
        }
    }
}
