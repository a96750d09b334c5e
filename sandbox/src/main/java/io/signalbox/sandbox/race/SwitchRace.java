package io.signalbox.sandbox.race;

import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.sandbox.watch.NameWatch;
import io.signalbox.sandbox.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/**
 * Runs rounds in which two actuators switch the same name from the same fence to different sites. The provider holds
 * each change until both have arrived, so that every round is a real race.
 */
public final class SwitchRace {

    private static final Duration LOOK = Duration.ofMillis(1);
    private static final Duration ROUND = Duration.ofSeconds(30);

    private final World world;
    private final RaceProvider provider;
    private final Service service;
    private final Map<String, Integer> wins = new TreeMap<>();
    private final Set<NameWatch.NameAnswer> strangeAnswers = ConcurrentHashMap.newKeySet();
    private int met;
    private int notOne;
    private int mixed;

    /** @param world with two cells, one actuator in each and no decision-service */
    public SwitchRace(World world) {
        this.world = world;
        this.provider = RaceProvider.of(world);
        this.service = world.topology().service();
    }

    /** @param afterEach called with the number of each finished round */
    public RaceResult run(int rounds, IntConsumer afterEach) throws InterruptedException {
        String digest = world.topology().read().digest();
        try (var names = NameWatch.start(provider.nameServer(), world.hostname(), LOOK, this::answered);
                var one = new Racer(world.cells().get(0), service, digest);
                var other = new Racer(world.cells().get(1), service, digest)) {
            Fence fence = adopted(one);
            for (int round = 1; round <= rounds; round++) {
                fence = round(round, fence, one, other);
                afterEach.accept(round);
            }
            return new RaceResult(
                    rounds,
                    met,
                    notOne,
                    names.empty(),
                    mixed + strangeAnswers.size(),
                    names.lost(),
                    names.queries(),
                    wins);
        }
    }

    private static Fence adopted(Racer contender) throws InterruptedException {
        var fence = Racer.await(contender.adopt(), ROUND).fenceSeen();
        if (fence == null) {
            throw new IllegalStateException("the live records were not adopted");
        }
        return fence;
    }

    /** @return the fence after the round */
    private Fence round(int round, Fence fence, Racer one, Racer other) throws InterruptedException {
        var meeting = new Meeting();
        provider.holdNextTwo(meeting::arrive);
        var targets = targets(fence.active());
        Fence first = one.bid(fence, targets.get(0), round);
        Fence second = other.bid(fence, targets.get(1), round);
        var firstAsked = one.move(fence, first);
        var secondAsked = other.move(fence, second);
        boolean firstWon = won(Racer.await(firstAsked, ROUND));
        boolean secondWon = won(Racer.await(secondAsked, ROUND));
        met += meeting.met() ? 1 : 0;
        if (firstWon == secondWon) {
            notOne++;
        }
        Fence left = left(List.of(fence, first, second));
        if (left.equals(first)) {
            wins.merge(one.name(), 1, Integer::sum);
        } else if (left.equals(second)) {
            wins.merge(other.name(), 1, Integer::sum);
        }
        return left;
    }

    /** The two sites that are not active, in random order. */
    private List<SiteName> targets(SiteName active) {
        var others = new ArrayList<>(service.sites().stream()
                .map(Site::name)
                .filter(name -> !name.equals(active))
                .toList());
        Collections.shuffle(others);
        return others;
    }

    private static boolean won(StepOutcome outcome) {
        return switch (outcome.result()) {
            case StepOutcome.Done _ -> true;
            case StepOutcome.InProgress progress -> progress.accepted();
            case StepOutcome.Refused _, StepOutcome.Failed _ -> false;
        };
    }

    /** The provider must hold one of these fences, with exactly the records of that fence's site. */
    private Fence left(List<Fence> possible) {
        List<String> texts = provider.fences();
        Fence found = possible.stream()
                .filter(fence -> texts.equals(List.of(fence.text())))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("unexpected fence: " + texts));
        if (!provider.hasRecordsOf(found.active())) {
            mixed++;
        }
        return found;
    }

    private void answered(NameWatch.NameAnswer answer) {
        Set<List<String>> allowed =
                world.sites().stream().map(site -> List.of(site.address())).collect(Collectors.toSet());
        if (!answer.addresses().isEmpty() && !allowed.contains(answer.addresses())) {
            strangeAnswers.add(answer);
        }
    }
}
