package io.signalbox.bench.probe;

import io.signalbox.bench.probe.Target.Group;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All troubles of a soak. In each of them some of the first plain targets fail, too. */
final class Troubles {

    /** So many plain targets fail in troubles only. */
    static final int OWN_TARGETS = 18;

    private static final Set<Group> ALL = EnumSet.allOf(Group.class);
    private static final int SHORTEST_STALL_MILLIS = 50;
    private static final int LONGEST_STALL_MILLIS = 499;
    private static final Duration BETWEEN_STALLS = Duration.ofSeconds(1);

    private final SoakWorld world;
    private final Random random;
    private int used;

    Troubles(SoakWorld world, Random random) {
        this.world = world;
        this.random = random;
    }

    List<Trouble> all() {
        return List.of(
                trouble(
                        "name server answers after 400 ms",
                        EnumSet.of(Group.NAMED, Group.EVERY),
                        named(0, Harm.SILENT),
                        mood(NameServer.Mood.SLOW)),
                trouble(
                        "name server says SERVFAIL",
                        EnumSet.of(Group.NAMED, Group.EVERY),
                        named(1, Harm.FAILING),
                        mood(NameServer.Mood.BROKEN)),
                trouble("NXDOMAIN for three names", Set.of(), threeNames(), Trouble.NOTHING_ELSE),
                trouble("one of three addresses swallows packets", Set.of(), oneOfThree(), new OneOfThree()),
                trouble("prober stopped for 50 to 499 ms, again and again", ALL, Map.of(), new Stalls()),
                trouble("no file descriptors", ALL, Map.of(), new NoFiles()),
                trouble("no local ports", ALL, Map.of(), new NoPorts()),
                trouble(
                        "one address of %d checks swallows packets"
                                .formatted(world.checks().shared()),
                        Set.of(),
                        shared(),
                        new BlackHole()),
                trouble(
                        "sites show a surplus certificate that has ended",
                        Set.of(),
                        Map.of(new Target(Group.SECURE, 0), Harm.CERTIFICATE_ENDED),
                        new Surplus()));
    }

    private Trouble trouble(String name, Set<Group> muted, Map<Target, Harm> inside, Trouble.Course course) {
        var all = new HashMap<>(inside);
        all.put(new Target(Group.PLAIN, used++), Harm.SILENT);
        all.put(new Target(Group.PLAIN, used++), Harm.DYING);
        return new Trouble(name, muted, all, course);
    }

    private static Map<Target, Harm> named(int index, Harm harm) {
        return Map.of(new Target(Group.NAMED, index), harm);
    }

    private static Map<Target, Harm> threeNames() {
        return Map.of(
                new Target(Group.NAMED, 2), Harm.NO_NAME,
                new Target(Group.NAMED, 3), Harm.NO_NAME,
                new Target(Group.EVERY, 4), Harm.NO_NAME);
    }

    /** Where every address must work, one that does not is an outage. */
    private Map<Target, Harm> oneOfThree() {
        var inside = every(Group.EVERY, Harm.ONE_SWALLOWING);
        inside.put(new Target(Group.NAMED, 5), Harm.SWALLOWING);
        return inside;
    }

    private Map<Target, Harm> shared() {
        return every(Group.SHARED, Harm.SWALLOWING);
    }

    private Map<Target, Harm> every(Group group, Harm harm) {
        return new HashMap<>(
                world.checks().of(group).stream().collect(Collectors.toMap(Function.identity(), _ -> harm)));
    }

    private Trouble.Course mood(NameServer.Mood mood) {
        return new Trouble.Course() {
            @Override
            public void begin() {
                world.names().is(mood);
            }

            @Override
            public void end() {
                world.names().is(NameServer.Mood.WELL);
            }
        };
    }

    private final class OneOfThree implements Trouble.Course {
        @Override
        public void begin() {
            become(Manner.SWALLOWING);
        }

        @Override
        public void end() {
            become(Manner.WELL);
        }

        private void become(Manner manner) {
            world.checks()
                    .of(Group.NAMED)
                    .forEach(target -> world.become(target.addresses().subList(0, 1), manner));
        }
    }

    private final class Stalls implements Trouble.Course {
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
            Duration lasted = Standstill.of(List.of(world.prober().pid()), Duration.ofMillis(millis));
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

    private final class NoFiles implements Trouble.Course {
        private final Descriptors descriptors = new Descriptors(world.prober().pid());
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

    private static final class NoPorts implements Trouble.Course {
        @Override
        public void begin() {
            OwnNetwork.takePorts();
        }

        @Override
        public void end() {
            OwnNetwork.givePorts();
        }
    }

    private final class BlackHole implements Trouble.Course {
        private final Target any = new Target(Group.SHARED, 0);
        private long began;
        private long most;

        @Override
        public void begin() {
            began = System.nanoTime();
        }

        @Override
        public void meanwhile() {
            if (System.nanoTime() - began > SoakBench.BOUND.multipliedBy(2).toNanos()) {
                most = Math.max(most, OwnNetwork.connecting(any.addresses().getFirst()));
            }
        }

        @Override
        public void end() {}

        @Override
        public String remark() {
            return "once found, at most %d connections wait at a time".formatted(most);
        }
    }

    private final class Surplus implements Trouble.Course {
        @Override
        public void begin() {
            world.sites().show(CertificateFiles.Shown.ENDED_SURPLUS);
        }

        @Override
        public void end() {
            world.sites().show(CertificateFiles.Shown.VALID);
        }
    }
}
