package io.signalbox.bench.faults;

import io.signalbox.bench.faults.SoakTarget.Group;
import io.signalbox.bench.probe.TargetBehavior;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All disturbances of a soak run. In each of them some of the first plain targets also fail. */
final class Disturbances {

    /** The first plain targets, which fail only during disturbances. */
    static final int OWN_TARGETS = 18;

    private static final Set<Group> ALL = EnumSet.allOf(Group.class);
    private static final int SHORTEST_STALL_MILLIS = 50;
    private static final int LONGEST_STALL_MILLIS = 499;
    private static final Duration BETWEEN_STALLS = Duration.ofSeconds(1);

    private final SoakWorld world;
    private final Random random;
    private int used;

    Disturbances(SoakWorld world, Random random) {
        this.world = world;
        this.random = random;
    }

    List<Disturbance> all() {
        return List.of(
                disturbance(
                        "name server answers after 400 ms",
                        EnumSet.of(Group.NAMED, Group.EVERY),
                        named(0, FailureKind.SILENT),
                        mode(FaultyNameServer.Mode.SLOW)),
                disturbance(
                        "name server says SERVFAIL",
                        EnumSet.of(Group.NAMED, Group.EVERY),
                        named(1, FailureKind.FAILING),
                        mode(FaultyNameServer.Mode.BROKEN)),
                disturbance("NXDOMAIN for three names", Set.of(), threeNames(), Disturbance.NOTHING_ELSE),
                disturbance("one of three addresses swallows packets", Set.of(), oneOfThree(), new OneOfThree()),
                disturbance("prober stopped for 50 to 499 ms, again and again", ALL, Map.of(), new Stalls()),
                disturbance("no file descriptors", ALL, Map.of(), new NoFiles()),
                disturbance("no local ports", ALL, Map.of(), new NoPorts()),
                disturbance(
                        "one address of %d checks swallows packets"
                                .formatted(world.checks().shared()),
                        Set.of(),
                        shared(),
                        new BlackHole()),
                disturbance(
                        "sites show a surplus certificate that has ended",
                        Set.of(),
                        Map.of(new SoakTarget(Group.SECURE, 0), FailureKind.CERTIFICATE_EXPIRED),
                        new Surplus()));
    }

    private Disturbance disturbance(
            String name, Set<Group> muted, Map<SoakTarget, FailureKind> inside, Disturbance.Course course) {
        var all = new HashMap<>(inside);
        all.put(new SoakTarget(Group.PLAIN, used++), FailureKind.SILENT);
        all.put(new SoakTarget(Group.PLAIN, used++), FailureKind.RESETTING);
        return new Disturbance(name, muted, all, course);
    }

    private static Map<SoakTarget, FailureKind> named(int index, FailureKind kind) {
        return Map.of(new SoakTarget(Group.NAMED, index), kind);
    }

    private static Map<SoakTarget, FailureKind> threeNames() {
        return Map.of(
                new SoakTarget(Group.NAMED, 2), FailureKind.NO_NAME,
                new SoakTarget(Group.NAMED, 3), FailureKind.NO_NAME,
                new SoakTarget(Group.EVERY, 4), FailureKind.NO_NAME);
    }

    /** If every address must work, one that fails is an outage. */
    private Map<SoakTarget, FailureKind> oneOfThree() {
        var inside = every(Group.EVERY, FailureKind.ONE_DROPPING);
        inside.put(new SoakTarget(Group.NAMED, 5), FailureKind.DROPPING);
        return inside;
    }

    private Map<SoakTarget, FailureKind> shared() {
        return every(Group.SHARED, FailureKind.DROPPING);
    }

    private Map<SoakTarget, FailureKind> every(Group group, FailureKind kind) {
        return new HashMap<>(
                world.checks().of(group).stream().collect(Collectors.toMap(Function.identity(), _ -> kind)));
    }

    private Disturbance.Course mode(FaultyNameServer.Mode mode) {
        return new Disturbance.Course() {
            @Override
            public void begin() {
                world.names().setMode(mode);
            }

            @Override
            public void end() {
                world.names().setMode(FaultyNameServer.Mode.NORMAL);
            }
        };
    }

    private final class OneOfThree implements Disturbance.Course {
        @Override
        public void begin() {
            setBehavior(TargetBehavior.DROPPING);
        }

        @Override
        public void end() {
            setBehavior(TargetBehavior.HEALTHY);
        }

        private void setBehavior(TargetBehavior behavior) {
            world.checks()
                    .of(Group.NAMED)
                    .forEach(target -> world.setBehavior(target.addresses().subList(0, 1), behavior));
        }
    }

    private final class Stalls implements Disturbance.Course {
        private long last = System.nanoTime();
        private int count;
        private Duration longest = Duration.ZERO;

        @Override
        public void begin() {}

        @Override
        public void meanwhile() {
            if (System.nanoTime() - last < BETWEEN_STALLS.toNanos()) {
                return;
            }
            int millis = random.nextInt(SHORTEST_STALL_MILLIS, LONGEST_STALL_MILLIS + 1);
            Duration lasted = ProcessPause.of(List.of(world.prober().pid()), Duration.ofMillis(millis));
            last = System.nanoTime();
            count++;
            longest = lasted.compareTo(longest) > 0 ? lasted : longest;
        }

        @Override
        public void end() {}

        @Override
        public String remark() {
            return "%d stops of at most %d ms".formatted(count, longest.toMillis());
        }
    }

    private final class NoFiles implements Disturbance.Course {
        private final FileDescriptorLimit descriptors =
                new FileDescriptorLimit(world.prober().pid());
        private String before = "";

        @Override
        public void begin() {
            before = descriptors.allowNoMore();
        }

        @Override
        public void end() {
            descriptors.allow(before);
        }
    }

    private static final class NoPorts implements Disturbance.Course {
        @Override
        public void begin() {
            IsolatedNetwork.takePorts();
        }

        @Override
        public void end() {
            IsolatedNetwork.givePorts();
        }
    }

    private final class BlackHole implements Disturbance.Course {
        private final SoakTarget any = new SoakTarget(Group.SHARED, 0);
        private long began;
        private long most;

        @Override
        public void begin() {
            began = System.nanoTime();
        }

        @Override
        public void meanwhile() {
            if (System.nanoTime() - began > SoakBench.BOUND.multipliedBy(2).toNanos()) {
                most = Math.max(most, IsolatedNetwork.connecting(any.addresses().getFirst()));
            }
        }

        @Override
        public void end() {}

        @Override
        public String remark() {
            return "once found, at most %d connections wait at a time".formatted(most);
        }
    }

    private final class Surplus implements Disturbance.Course {
        @Override
        public void begin() {
            world.sites().show(CertificateFiles.Variant.CROSS_SIGNED_EXPIRED);
        }

        @Override
        public void end() {
            world.sites().show(CertificateFiles.Variant.VALID);
        }
    }
}
