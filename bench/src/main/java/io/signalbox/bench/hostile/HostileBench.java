package io.signalbox.bench.hostile;

import io.signalbox.bench.Await;
import io.signalbox.contract.name.SiteName;
import io.signalbox.sandbox.process.ServiceProcess;
import io.signalbox.sandbox.sites.DemoSite;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.watch.NameWatch;
import io.signalbox.sandbox.world.World;
import io.signalbox.sandbox.world.WorldPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * {@code make hostile}: input that wishes ill on every door of running services: REST of all three, topics, the servers that are probed, name
 * servers, receivers of webhooks, topology files. Beside each door's input the active site dies, and traffic must move in its usual
 * time. The exit code is 1 unless there were at least 200 inputs, each got its right answer, no process ended, each due failover came, and no other.
 */
public final class HostileBench {

    /** A failover takes up to 2.3 s with 1 s interval, 250 ms in doubt and three failures; other work makes it slower. */
    private static final Duration USUAL = Duration.ofSeconds(6);

    /** The hostile targets fail all at once, in every place: the brake would hold what is due. */
    private static final String GOVERNOR = "governor: {brake: {services: 1000}}\n";

    private static final Duration LOOK = Duration.ofMillis(10);

    /** With fewer, a door has lost its inputs. */
    private static final int FEWEST = 200;

    private final World world;
    private final NameWatch names;
    private final List<String> wrong = new ArrayList<>();
    private int inputs;
    private int due;
    private int done;

    private HostileBench(World world, NameWatch names) {
        this.world = world;
        this.names = names;
    }

    public static void main(String[] arguments) throws Exception {
        boolean right;
        var world = World.create(WorldPlan.DEMO.withStableFor(Duration.ofHours(1)));
        try (world;
                var targets = HostileTargets.start(world);
                var resolvers = HostileResolvers.start(world);
                var receivers = new HostileReceivers()) {
            String text = world.topology().text().replace("    probes:\n", receivers.notices() + "    probes:\n")
                    + targets.services()
                    + resolvers.services()
                    + GOVERNOR;
            world.topology().replace(text);
            world.startServices();
            try (var names = NameWatch.start(world.nameServer().address(), world.hostname(), LOOK, _ -> {});
                    var records = new HostileRecords(world)) {
                var bench = new HostileBench(world, names);
                right = bench.run(List.of(
                        new HostileRequests(world),
                        new HostileProber(world),
                        new HostileActuator(world),
                        records,
                        targets,
                        resolvers,
                        receivers,
                        new HostileFiles(world, text)));
            }
        }
        // Kafka clients leave threads behind that end later.
        System.exit(right ? 0 : 1);
    }

    private boolean run(List<Door> doors) throws Exception {
        Await.until("both sites are UP", () -> Await.steady(world));
        Map<String, Long> pids = pids();
        for (Door door : doors) {
            attack(door);
        }
        long restarts = pids().entrySet().stream()
                .filter(process -> !process.getValue().equals(pids.get(process.getKey())))
                .count();
        int moves = names.changes().size() - 1;
        int wrongMoves =
                Math.abs(moves - done) + world.route53().audit().violations().size();
        System.out.printf(
                "RESULT hostile inputs=%d answered_right=%d restarts=%d wrong_moves=%d failovers_due=%d"
                        + " failovers_done=%d%n",
                inputs, inputs - wrong.size(), restarts, wrongMoves, due, done);
        return inputs >= FEWEST && wrong.isEmpty() && restarts == 0 && wrongMoves == 0 && due == done;
    }

    /** The process ids of the services that run. */
    private Map<String, Long> pids() {
        return world.processes().stream()
                .filter(ServiceProcess::running)
                .collect(Collectors.toMap(ServiceProcess::name, ServiceProcess::pid));
    }

    private void attack(Door door) throws Exception {
        List<Trial> trials = door.trials();
        inputs += trials.size();
        due++;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<String>> failover = threads.submit(this::failover);
            int before = wrong.size();
            for (Trial trial : trials) {
                trial.run().ifPresent(found -> wrong(door.name() + ", " + trial.name() + ": " + found));
            }
            Optional<String> late = result(failover);
            late.ifPresentOrElse(found -> System.out.println("  WRONG failover: " + found), () -> done++);
            System.out.printf(
                    "%-9s %3d inputs, %d answered wrong, failover %s%n",
                    door.name(), trials.size(), wrong.size() - before, late.isEmpty() ? "in time" : "late");
        }
    }

    private static Optional<String> result(Future<Optional<String>> failover) throws InterruptedException {
        try {
            return failover.get();
        } catch (ExecutionException e) {
            return Optional.of(String.valueOf(e.getCause()));
        }
    }

    private void wrong(String what) {
        wrong.add(what);
        System.out.println("  WRONG " + what);
    }

    /** The active site dies; it comes back when traffic has moved. @return what was found instead of the move in time */
    private Optional<String> failover() {
        UnaryOperator<DemoSite> other = site -> site.equals(world.preferred()) ? world.second() : world.preferred();
        DemoSite active =
                world.site(Objects.requireNonNull(world.api().status().active()).value());
        active.become(SiteMode.REFUSE);
        List<String> expected = List.of(other.apply(active).address());
        Optional<String> late = RepeatedCheck.until(USUAL, () -> answered(expected));
        Optional<String> ever =
                late.isEmpty() ? late : RepeatedCheck.until(USUAL.multipliedBy(10), () -> answered(expected));
        active.become(SiteMode.UP);
        Await.until(
                "traffic is at " + other.apply(active).name() + ", and both sites are UP",
                () -> Await.steady(world)
                        && new SiteName(other.apply(active).name())
                                .equals(world.api().status().active()));
        return late.map(found -> found + (ever.isEmpty() ? ", and it came later" : ", and it never came"));
    }

    private Optional<String> answered(List<String> expected) {
        List<String> found = names.changes().getLast().addresses();
        return found.equals(expected)
                ? Optional.empty()
                : Optional.of("expected " + expected + " within " + USUAL + ", found " + found);
    }
}
