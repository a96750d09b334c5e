package io.signalbox.actuator.bootstrap;

import io.signalbox.actuator.bootstrap.ResourceFinding.Deed;
import io.signalbox.actuator.bootstrap.ResourceFinding.Kind;
import io.signalbox.actuator.bootstrap.ResourceFinding.Result;
import io.signalbox.actuator.core.Deadline;
import io.signalbox.contract.topology.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs a command over all services in parallel; results are printed in the order of the topology. */
public final class BootstrapRun {

    private static final int AT_ONCE = 32;

    /** Adoption and change take two rounds; more than a few mean that somebody else changes the same names. */
    private static final int MOST_DEEDS = 4;

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final List<Resource> resources;

    /** @param resources of each service, in the order in which they are needed */
    public BootstrapRun(List<Resource> resources) {
        this.resources = List.copyOf(resources);
    }

    /** The result of one service. @param done the lines of its changes */
    public record Told(Service service, ResourceFinding finding, List<String> done) {

        public Told {
            done = List.copyOf(done);
        }
    }

    /** Looks, and changes nothing. */
    public void plan(List<Service> services, Consumer<Told> teller) {
        each(services, teller, (resource, service) -> new Told(service, resource.wanted(service), List.of()));
    }

    public void planReturn(List<Service> services, Consumer<Told> teller) {
        each(services, teller, (resource, service) -> new Told(service, resource.withdrawn(service), List.of()));
    }

    /** Changes what differs, until nothing does. */
    public void apply(List<Service> services, Consumer<Told> teller) {
        each(services, teller, (resource, service) -> converge(service, resource::wanted));
    }

    public void giveBack(List<Service> services, Consumer<Told> teller) {
        each(services, teller, (resource, service) -> converge(service, resource::withdrawn));
    }

    private void each(List<Service> services, Consumer<Told> teller, BiFunction<Resource, Service, Told> work) {
        var places = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Told>>> all = services.stream()
                    .map(service -> threads.submit(() -> inPlace(places, service, work)))
                    .toList();
            for (int i = 0; i < all.size(); i++) {
                outcome(services.get(i), all.get(i)).forEach(teller);
            }
        }
    }

    private List<Told> inPlace(Semaphore places, Service service, BiFunction<Resource, Service, Told> work) {
        places.acquireUninterruptibly();
        try {
            return resources.stream()
                    .filter(resource -> resource.concerns(service))
                    .map(resource -> work.apply(resource, service))
                    .toList();
        } finally {
            places.release();
        }
    }

    private static List<Told> outcome(Service service, Future<List<Told>> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            return List.of(new Told(service, ResourceFinding.error("failed unexpectedly: " + e.getCause()), List.of()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(new Told(service, ResourceFinding.error("interrupted"), List.of()));
        }
    }

    /** Looks, changes, and looks again: after any failure or concurrent change, the last look tells the truth. */
    private static Told converge(Service service, Function<Service, ResourceFinding> look) {
        long end = Deadline.after(LIMIT);
        var done = new ArrayList<String>();
        String last = "";
        for (int deeds = 0; ; ) {
            ResourceFinding found = look.apply(service);
            Deed deed = found.deed();
            if (deed == null) {
                return new Told(service, found, done);
            }
            if (System.nanoTime() - end > 0 || deeds == MOST_DEEDS) {
                return new Told(service, ResourceFinding.error("not done; last: " + last), done);
            }
            switch (deed.perform()) {
                case Result.Taken _ -> {
                    deeds++;
                    last = "accepted, and then changed by another writer";
                    done.addAll(found.kind() == Kind.ADOPT ? found.lines().subList(0, 1) : found.lines());
                }
                case Result.LookAgain(String why) -> {
                    last = why;
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
                case Result.Failed(String why) -> {
                    return new Told(service, ResourceFinding.error(why), done);
                }
            }
        }
    }
}
